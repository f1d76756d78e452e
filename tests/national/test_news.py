"""News to the desks: on My day of whom it is for, until it is put away or over."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from loketten.accounts.models import News
from loketten.audit.models import Entry, PlatformEntry
from tests.accounts.doors import main_of
from tests.cast import Cast

PAGE = "/landelijk/beheer/nieuws"
KEY = "22222222-2222-4222-8222-222222222222"


def _form(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "title_nl": "Nieuwe lijst van thema's",
        "text_nl": "Vanaf maandag.",
        "title_en": "New list of themes",
        "text_en": "From Monday on.",
        "first_day": today.isoformat(),
        "last_day": (today + timedelta(days=7)).isoformat(),
        "key": KEY,
        **changes,
    }


def _publish(cast: Cast, **changes: Any) -> Any:
    return cast.otto.browser().post(f"{PAGE}/nieuw", _form(**changes))


def _day(somebody: Any, desk: str = "utrecht", language: str = "") -> str:
    return str(somebody.browser().get(f"{language}/bureau/{desk}").content.decode())


def test_everybody_at_the_desk_reads_it_in_her_language(cast: Cast) -> None:
    for _press in range(2):
        assert _publish(cast)["Location"] == PAGE
    assert News.objects.count() == 1
    for somebody in (cast.anouk, cast.bram, cast.priya, cast.mila):
        assert "Vanaf maandag." in _day(somebody)
    assert "From Monday on." in _day(cast.anouk, language="/en")
    assert "Vanaf maandag." in _day(cast.chaima, "zwolle")
    assert PlatformEntry.objects.filter(action="news.published").count() == 1


def test_news_for_one_desk_does_not_exist_at_another(cast: Cast) -> None:
    _publish(cast, desk_ids=[cast.zwolle.pk])
    assert "Vanaf maandag." not in _day(cast.anouk)
    assert "Vanaf maandag." in _day(cast.chaima, "zwolle")
    news = News.objects.get()
    path = f"/bureau/utrecht/nieuws/{news.pk}/gelezen"
    assert cast.anouk.browser().post(path).status_code == 404


def test_who_puts_it_away_is_rid_of_it_and_a_colleague_is_not(cast: Cast) -> None:
    _publish(cast)
    path = f"/bureau/utrecht/nieuws/{News.objects.get().pk}/gelezen"
    browser = cast.dina.browser()
    for _press in range(2):
        assert browser.post(path)["Location"] == "/bureau/utrecht"
    with cast.dina.at_work():
        assert Entry.objects.filter(action="news.read").count() == 1
    assert "Vanaf maandag." not in _day(cast.dina)
    # At her other desk she is somebody else.
    assert "Vanaf maandag." in _day(cast.dina, "zwolle")
    assert "Vanaf maandag." in _day(cast.anouk)


def test_what_is_to_come_or_taken_back_is_not_shown(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    _publish(cast, first_day=tomorrow.isoformat())
    assert "Vanaf maandag." not in _day(cast.anouk)
    News.objects.update(first_day=timezone.localdate())
    assert "Vanaf maandag." in _day(cast.anouk)
    news = News.objects.get()
    for _press in range(2):
        answer = cast.otto.browser().post(f"{PAGE}/{news.pk}/weghalen")
        assert answer.status_code == 302
    assert "Vanaf maandag." not in _day(cast.anouk)
    assert PlatformEntry.objects.filter(action="news.taken_back").count() == 1
    assert "Geëindigd" in main_of(cast.otto.browser().get(PAGE))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text_nl": "Bel 111222333 even"}, "burgerservicenummer"),
        ({"desk_ids": ["999999"]}, "bestaat niet"),
        ({"last_day": "9999-12-31"}, "te ver weg"),
        ({"last_day": "2020-01-01"}, "eerste dag"),
        ({"title_en": "x" * 500}, "tekens"),
    ],
)
def test_bad_news_is_refused_and_nothing_is_lost(
    cast: Cast, changes: dict[str, Any], words: str
) -> None:
    answer = _publish(cast, **changes)
    assert answer.status_code == 200
    assert words in main_of(answer)
    assert "Nieuwe lijst van thema" in answer.content.decode()
    assert not News.objects.exists()


def test_news_costs_my_day_one_query(cast: Cast, queries: Any) -> None:
    browser = cast.anouk.browser()
    browser.get("/bureau/utrecht")
    _publish(cast)
    with queries() as seen:
        browser.get("/bureau/utrecht")
    assert len([sql for sql in seen if "accounts_news" in sql]) == 1
