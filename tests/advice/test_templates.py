"""Templates for common talks: one's own, and those of the desk."""

import re
import uuid
from typing import Any

import pytest

from advice.actions.edit_templates import MOST, TemplateContent, change_template
from advice.models import TalkTemplate
from loketten.accounts.changes import HasGone
from loketten.audit.models import Entry
from tests import factories
from tests.cast import Cast, Somebody

OWN, OF_DESK = "/bureau/utrecht/sjablonen", "/bureau/utrecht/loketsjablonen"

CONTENT = TemplateContent(name="Anders", channel="", kind="", themes=[], summary="", step="")


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Eerste telefoontje",
        "channel": "channel.video",
        "kind": "kind.question",
        "themes": ["theme.funding"],
        "summary": "Vraag: …",
        "step": "Terugbellen",
        "key": str(uuid.uuid4()),
        **changes,
    }


def form_of(cast: Cast, somebody: Somebody, query: str = "") -> str:
    number = cast.files["utrecht"].client.number
    answer = somebody.browser().get(f"/bureau/utrecht/klanten/{number}/gesprek{query}")
    return answer.content.decode()


def test_choosing_one_fills_the_form(cast: Cast) -> None:
    post = filled()
    for _ in range(2):
        assert cast.anouk.browser().post(f"{OWN}/nieuw", post).headers["Location"] == OWN
    other = cast.anouk.browser().post(f"{OWN}/nieuw", {**post, "summary": "Andere tekst"})
    assert "Andere tekst" in other.content.decode(), "what the first one does not say gets lost"
    with cast.anouk.at_work():
        template = TalkTemplate.objects.get()
    html = form_of(cast, cast.anouk, f"?template={template.public_id}")
    assert re.search(r'value="channel.video"[^>]* checked', html)
    assert re.search(r'value="theme.funding"[^>]* checked', html)
    assert re.search(r'value="kind.question"[^>]* selected', html)
    assert re.search(r"<textarea[^>]*>\s*Vraag: …", html)
    assert 'value="Terugbellen"' in html


def test_own_ones_come_first_and_colleagues_have_only_those_of_the_desk(cast: Cast) -> None:
    cast.anouk.browser().post(f"{OWN}/nieuw", filled(name="Zelf gemaakt"))
    cast.mila.browser().post(f"{OF_DESK}/nieuw", filled(name="Van ons loket"))
    mine, others = form_of(cast, cast.anouk), form_of(cast, cast.bas)
    assert mine.index("Zelf gemaakt") < mine.index("Van ons loket")
    assert "Zelf gemaakt" not in others
    assert "Van ons loket" in others
    assert "Van ons loket" in cast.anouk.browser().get(OWN).content.decode()


def test_a_theme_that_has_ended_since_is_passed_over(cast: Cast) -> None:
    with cast.anouk.at_work():
        template = factories.TalkTemplateFactory(
            owner=cast.anouk.member, themes=["theme.bbl", "theme.gone"]
        )
    html = form_of(cast, cast.anouk, f"?template={template.public_id}")
    assert re.search(r'value="theme.bbl"[^>]* checked', html)
    assert "theme.gone&quot;" in html
    assert 'value="theme.gone"' not in html


@pytest.mark.parametrize("query", ["?template=x", "?template=%00", f"?template={uuid.UUID(int=1)}"])
def test_one_that_does_not_exist_fills_nothing(cast: Cast, query: str) -> None:
    assert "Sla gesprek op" in form_of(cast, cast.anouk, query)


def test_only_the_own_ones_can_be_changed(cast: Cast) -> None:
    with cast.anouk.at_work():
        mine = factories.TalkTemplateFactory(owner=cast.anouk.member)
        of_desk = factories.TalkTemplateFactory()
    post = {**filled(name="Veranderd"), "version": 1}
    assert cast.bas.browser().post(f"{OWN}/{mine.public_id}", post).status_code == 404
    assert cast.anouk.browser().post(f"{OWN}/{of_desk.public_id}", post).status_code == 404
    assert cast.mila.browser().post(f"{OF_DESK}/{mine.public_id}", post).status_code == 404
    assert cast.anouk.browser().post(f"{OWN}/{mine.public_id}", post).status_code == 302
    assert cast.mila.browser().post(f"{OF_DESK}/{of_desk.public_id}", post).status_code == 302
    with cast.anouk.at_work():
        assert {one.name for one in TalkTemplate.objects.all()} == {"Veranderd"}
        assert Entry.objects.filter(action="template.changed").count() == 2


def test_the_second_of_two_editors_sees_both(cast: Cast) -> None:
    with cast.mila.at_work():
        template = factories.TalkTemplateFactory(summary="Eerst")
    url = f"{OF_DESK}/{template.public_id}"
    browser = cast.mila.browser()
    assert browser.post(url, {**filled(summary="Van haar"), "version": 1}).status_code == 302
    answer = browser.post(url, {**filled(summary="Van mij"), "version": 1})
    assert answer.status_code == 409
    assert "haar<" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()


def test_one_that_a_colleague_deleted_meanwhile_cannot_be_changed(cast: Cast) -> None:
    with cast.mila.at_work():
        template = factories.TalkTemplateFactory()
        TalkTemplate.objects.all().delete()
        with pytest.raises(HasGone):
            change_template(template, by=cast.mila.member, version=1, content=CONTENT)


def test_there_is_an_end_to_them(cast: Cast) -> None:
    with cast.anouk.at_work():
        for _ in range(MOST):
            factories.TalkTemplateFactory(owner=cast.anouk.member)
    html = cast.anouk.browser().post(f"{OWN}/nieuw", filled()).content.decode()
    assert "al twintig sjablonen" in html
    assert "Eerste telefoontje" in html


def test_one_can_be_deleted(cast: Cast) -> None:
    with cast.anouk.at_work():
        template = factories.TalkTemplateFactory(owner=cast.anouk.member)
    cast.anouk.browser().post(f"{OWN}/{template.public_id}/weg")
    with cast.anouk.at_work():
        assert not TalkTemplate.objects.exists()
        assert Entry.objects.get(action="template.removed").object_id == template.pk


def test_a_citizen_service_number_asks_for_a_choice(cast: Cast) -> None:
    post = filled(summary="Nummer 123456782")
    html = cast.anouk.browser().post(f"{OWN}/nieuw", post).content.decode()
    assert "summary_not_a_bsn" in html
    with cast.anouk.at_work():
        assert not TalkTemplate.objects.exists()
