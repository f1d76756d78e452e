"""A desk's own figures: live and whole, and each number leads to the files behind it."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from advice.models import AdviceSession
from clients.models import Client
from loketten.audit.models import Entry
from portal.reporting.desk_periods import DeskPeriod
from tests.accounts.doors import main_of
from tests.cast import Cast
from tests.reporting.counting import log_one, talk_rows

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


@pytest.fixture
def desk(cast: Cast) -> Any:
    with time_machine.travel(NOW, tick=False):
        with cast.anouk.at_work():
            AdviceSession.objects.update(held_at=datetime(2024, 5, 5, 9, tzinfo=UTC))
        talk_rows(cast.anouk, month=date(2026, 10, 1), talks=9, people=3)
        browser = cast.mila.browser()
        yield lambda query="": browser.get(f"/bureau/utrecht/cijfers{query}")


def test_small_numbers_are_shown_to_the_desk_itself(desk: Any) -> None:
    page = desk("?periode=vorige-maand").content.decode()
    values = re.findall(r'class="kpi__value">\s*([^<]+?)\s*<', page)
    assert values[:2] == ["9", "3"], "talks and people"
    assert "niet getoond" not in page


def test_a_talk_counts_at_once(desk: Any, cast: Cast) -> None:
    log_one(cast.anouk, held_at=datetime(2026, 11, 9, 9, tzinfo=UTC))
    page = desk("?periode=deze-maand").content.decode()
    assert re.findall(r'class="kpi__value">\s*([^<]+?)\s*<', page)[:2] == ["1", "1"]


def test_seven_queries_at_any_period(desk: Any, queries: Any, cast: Cast) -> None:
    def asked(query: str) -> int:
        # The first page of a session also writes when it was seen.
        browser = cast.mila.browser()
        with queries() as seen:
            assert browser.get(f"/bureau/utrecht/cijfers?periode={query}").status_code == 200
        assert len(seen) <= 7, "\n".join(seen)
        return len(seen)

    talk_rows(cast.anouk, month=date(2026, 9, 1), talks=10, people=5)
    few = [asked(period) for period in DeskPeriod]
    assert asked(f"{DeskPeriod.THIS_YEAR}&thema=theme.orientation") == few[0]
    talk_rows(cast.anouk, month=date(2026, 9, 1), talks=90, people=45, seed=1)
    assert [asked(period) for period in DeskPeriod] == few


def test_a_number_leads_to_the_files_behind_it(desk: Any, cast: Cast) -> None:
    page = desk("?periode=vorige-maand").content.decode()
    links = re.findall(r'href="(/bureau/utrecht/cijfers/dossiers\?[^"]+)"[^>]*>(\d+)<', page)
    assert links
    browser = cast.mila.browser()
    for link, _number in links[:4]:
        answer = browser.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        shown = set(re.findall(r"\b\d+-\d{5}\b", answer.content.decode()))
        with cast.mila.at_work():
            newest = Entry.objects.filter(action="client.listed").order_by("-pk")[0]
            numbers = Client.objects.filter(pk__in=newest.shown_ids)
            assert shown == set(numbers.values_list("number", flat=True))
        assert shown
        assert "CNRYZW" not in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?soort=channel&code=channel.nergens",
        "?soort=wachtwoord&code=channel.phone",
        "?thema=theme.nergens",
        "?soort=channel&code=%00",
    ],
)
def test_an_unknown_choice_is_said(desk: Any, cast: Cast, query: str) -> None:
    answer = cast.mila.browser().get(f"/bureau/utrecht/cijfers/dossiers{query}")
    assert answer.status_code == 200
    assert "Deze keuze kennen we niet." in main_of(answer)


def test_an_unknown_period_is_said(desk: Any) -> None:
    shown = main_of(desk("?periode=1-januari&thema=theme.nergens"))
    assert "Deze periode kennen we niet. Je ziet dit jaar." in shown
    assert "Dit thema kennen we niet." in shown


def test_nobody_behind_a_figure_has_a_way_back(desk: Any, cast: Cast) -> None:
    answer = cast.mila.browser().get("/bureau/utrecht/cijfers/dossiers?periode=vorig-jaar")
    assert "Niemand hier" in main_of(answer) or "Niemand had zo’n gesprek" in main_of(answer)
    assert "/bureau/utrecht/cijfers?periode=vorig-jaar" in answer.content.decode()
