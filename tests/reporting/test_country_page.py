"""The national overview: what it shows, what it asks of the database, and what it never holds."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache  # noqa: TID251  (emptied in the middle of a test)

from loketten.tenancy.cache import shared_cache
from loketten.tenancy.models import Code
from portal.reporting.live import count_live
from portal.reporting.overview import _legend
from portal.reporting.periods import Span, period_ending
from portal.reporting.reading import Figures
from tests.accounts.doors import main_of
from tests.cast import Cast

PERIODS = ["", "12-2026-10", "2026-10", "2026-k3", "2026-09"]


@pytest.fixture
def overview(country: Any, cast: Cast) -> Any:
    count_live()
    browser = cast.dirk.browser()
    return lambda query="": browser.get(f"/landelijk{query}")


def names_in(page: str) -> list[str]:
    """The regions of the table, in order."""
    return re.findall(r'<th scope="row">\s*<a class="nl-link"\s+href="[^"]+">([^<]+)</a>', page)


@pytest.mark.parametrize("period", PERIODS)
def test_seven_queries_whatever_is_asked(overview: Any, queries: Any, period: str) -> None:
    # The first page of a session also writes when it was seen.
    for more in ("", "&regio=AM13", "&thema=theme.orientation", "&regio=AM36&thema=theme.bbl"):
        with queries() as seen:
            answer = overview(f"?periode={period}{more}")
        assert answer.status_code == 200
        assert len(seen) <= 7, "\n".join(seen)
        assert not [sql for sql in seen if '"advice_' in sql or '"clients_' in sql]


@pytest.mark.parametrize("more", ["", "&regio=AM36&thema=theme.bbl"])
def test_what_was_published_is_asked_once_a_minute(
    overview: Any, queries: Any, more: str, cast: Cast
) -> None:
    first = main_of(overview(f"?periode=2026-10{more}"))
    with queries() as seen:
        again = main_of(overview(f"?periode=2026-10{more}"))
    assert again == first
    assert not [sql for sql in seen if "SUM(" in sql and "reporting_publishedcell" in sql]
    theme = Code.objects.get(pk="theme.orientation").label_en
    assert theme not in first
    assert theme in main_of(cast.dirk.browser().get(f"/en/landelijk?periode=2026-10{more}"))


def test_in_public_a_region_keeps_nothing_of_its_own(country: Any, queries: Any) -> None:
    october = period_ending(Span.MONTH, date(2026, 10, 1))
    nation = Figures(october, is_public=True)
    with queries() as seen:
        there = [Figures(october, region=f"AM{n:02}", is_public=True) for n in range(3)]
    assert not seen
    assert all(vars(one) == vars(nation) for one in there)


def test_what_is_kept_for_the_team_is_not_shown_to_the_public(country: Any) -> None:
    october = period_ending(Span.MONTH, date(2026, 10, 1))

    def told(*, is_public: bool) -> Any:
        return Figures(october, is_public=is_public)._months

    public = told(is_public=True)
    shared_cache.forget_near()
    cache.clear()
    assert told(is_public=False) != public, "else this proves nothing"
    assert told(is_public=True) == public


def test_figures_of_a_month(overview: Any) -> None:
    answer = overview("?periode=2026-10")
    assert "Nederland, oktober 2026" in main_of(answer)
    values = re.findall(r'class="kpi__value">\s*([^<]+?)\s*<', answer.content.decode())
    assert values[:2] == ["105", "73"], "talks and files of the country"


def test_a_small_region_reads_not_shown_and_stands_last(overview: Any) -> None:
    shown = overview("?periode=2026-10").content.decode()
    rows = names_in(shown)
    assert len(rows) == 35
    assert rows[:2] == ["Midden-Utrecht", "Regio Zwolle"]
    gorinchem = shown[shown.index(">Gorinchem</a>") :]
    assert "niet getoond" in gorinchem[: gorinchem.index("</tr>")]
    assert "nog niet begonnen" in shown


def test_a_colour_of_one_value_says_that_value() -> None:
    assert [one.words for one in _legend([5, 6, 8])] == ["5", "6 tot en met 7", "8 of meer"]
    assert [one.words for one in _legend([0, 6])] == ["0 tot en met 5", "6 of meer"]
    assert [one.words for one in _legend([3])] == ["3 of meer"]


def test_a_longer_period_says_when_a_month_is_missing(overview: Any) -> None:
    shown = main_of(overview("?periode=12-2026-10&regio=AM05"))
    assert "september" in shown
    assert ">105<" not in shown
    assert "niet getoond" in shown


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?periode=2031-01", "Deze periode kennen we niet."),
        ("?periode=2026-08-01", "Deze periode kennen we niet."),
        ("?periode=2026-10-01/2026-10-05", "Deze periode kennen we niet."),
        ("?regio=AM99", "Deze regio kennen we niet."),
        ("?thema=theme.nergens", "Dit thema kennen we niet."),
        ("?thema=channel.phone", "Dit thema kennen we niet."),
    ],
)
def test_an_unknown_choice_is_said(overview: Any, query: str, sentence: str) -> None:
    answer = overview(query)
    assert answer.status_code == 200
    assert sentence in main_of(answer)


def test_no_free_range_of_days(overview: Any) -> None:
    plain = main_of(overview("?periode=2026-10"))
    for query in ("&van=2026-10-01&tot=2026-10-02", "&dag=2026-10-05", "&maand=2026-11"):
        assert main_of(overview(f"?periode=2026-10{query}")) == plain


def test_the_order_stands_in_the_address(overview: Any) -> None:
    def names(query: str) -> list[str]:
        return names_in(overview(query).content.decode())

    by_name = names("?periode=2026-10&sort=regio")
    assert by_name == sorted(by_name)
    assert names("?periode=2026-10&sort=-aantal")[0] == "Regio Zwolle"
    # Two are withheld, thirty-one have no desk: all of them by name, at the end.
    assert names("?sort=-aantal")[2:] == names("?sort=aantal")[2:]


def test_before_the_first_month_there_is_a_way_on(cast: Cast) -> None:
    shown = cast.dirk.browser().get("/landelijk").content.decode()
    assert "Er is nog geen maand uitgebracht" in shown
    assert "/landelijk/zo-tellen-we" in shown


def test_every_figure_says_how_it_is_counted(overview: Any) -> None:
    shown = overview().content.decode()
    assert shown.count("Zo tellen we dit") >= 9
    for words in ("Wat", "Wie", "Versie", "Vers", "Aantal", "Eigenaar"):
        assert f"<dt>{words}</dt>" in shown


def test_nobody_is_named(overview: Any, cast: Cast) -> None:
    for path in ("", "?regio=AM13", "/zo-tellen-we", "/rapporten", "/loketten"):
        answer = overview(path)
        assert answer.status_code == 200
        assert "CNRY" not in answer.content.decode()


def test_english(overview: Any, cast: Cast) -> None:
    shown = cast.dirk.browser().get("/en/landelijk?periode=2026-10").content.decode()
    assert "National overview" in shown
    assert "not shown" in shown


def test_a_day_is_no_month() -> None:
    from portal.reporting.periods import read_period

    assert read_period("2026-10").months == (date(2026, 10, 1),)  # type: ignore[union-attr]
    for text in ("2026-13", "2026-00", "26-10", "2026-k5", "12-2026", "9999-12", "２０２６-10", ""):
        assert read_period(text) is None
