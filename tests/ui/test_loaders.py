import pytest
from django.template import Context, Engine, NodeList
from django.templatetags.i18n import TranslateNode
from django.urls import NoReverseMatch
from django.utils.translation import override

from loketten.ui import loaders

LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "static": "django.templatetags.static",
    "ui": "loketten.ui.templatetags.ui",
}


def engine(**templates: str) -> Engine:
    inner = ("django.template.loaders.locmem.Loader", templates)
    return Engine(loaders=[("loketten.ui.loaders.Loader", [inner])], libraries=LIBRARIES)


def shown(made: Engine, language: str, **told: object) -> str:
    with override(language):
        return made.get_template("page").render(Context(told)).strip()


def test_each_language_keeps_its_own_words_and_addresses() -> None:
    made = engine(page='{% load i18n %}{% translate "Main menu" %} {% url "public:places" %}')
    dutch, english = shown(made, "nl"), shown(made, "en")
    assert (dutch, english) == ("Hoofdmenu /vacatures", "Main menu /en/vacatures")
    assert (shown(made, "nl"), shown(made, "en")) == (dutch, english)


def test_what_differs_is_drawn_each_time() -> None:
    page = '{% load i18n %}{% if name %}{% translate "Main menu" %} {{ name }}{% endif %}'
    made = engine(page=page)
    assert shown(made, "en", name="A & B") == "Main menu A &amp; B"
    assert shown(made, "en", name="") == ""


def test_a_part_in_another_language_stays_in_it() -> None:
    page = '{% load i18n %}{% language "nl" %}{% translate "Main menu" %}{% endlanguage %}'
    assert shown(engine(page=page), "en") == "Hoofdmenu"


def test_a_percent_sign_is_one_sign() -> None:
    assert shown(engine(page='{% load i18n %}{% translate "100%" %}'), "en") == "100%"


def test_an_address_that_is_not_there_only_fails_where_it_is_shown() -> None:
    made = engine(page='{% if shows %}{% url "nowhere" %}{% endif %}fine')
    assert shown(made, "nl", shows=False) == "fine"
    with pytest.raises(NoReverseMatch):
        shown(made, "nl", shows=True)


def test_fixed_parts_are_text_when_a_template_is_loaded() -> None:
    page = '{% load i18n static ui %}{% icon "plus" %}<b>{% translate "Main menu" %}</b>'
    made = engine(page=page)
    shown(made, "nl")
    with override("nl"):
        nodes = made.get_template("page").nodelist
    assert len(nodes) == 1
    assert not nodes.get_nodes_by_type(TranslateNode)


def test_a_template_is_kept_when_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that fold the same nodes lose some, for as long as the process lives."""
    made = engine(page='{% load i18n %}{% translate "Main menu" %} {{ name }}')
    (loader,) = made.template_loaders
    kept_before, fold = [], loaders._fold

    def watched(nodes: NodeList) -> None:
        kept_before.append(len(loader.get_template_cache))
        fold(nodes)

    monkeypatch.setattr(loaders, "_fold", watched)
    assert shown(made, "nl", name="A") == shown(made, "nl", name="A") == "Hoofdmenu A"
    assert kept_before == [0]
