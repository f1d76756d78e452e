"""Figures for everybody: less than the team sees, kept by a proxy, and light enough for a phone."""

import re
from typing import Any

import pytest
from django.test import Client

from portal.reporting.models import PublishedCell
from tests.accounts.doors import main_of
from tests.cast import Cast


@pytest.fixture
def visitor(country: Any) -> Any:
    return lambda query="", path="/cijfers": Client().get(f"{path}{query}")


@pytest.mark.parametrize("path", ["/cijfers", "/en/cijfers", "/cijfers/zo-tellen-we"])
def test_a_proxy_may_keep_it_and_asks_whether_it_changed(visitor: Any, path: str) -> None:
    answer = visitor(path=path)
    assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert not answer.cookies
    assert "Vary" not in answer
    again = Client().get(path, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("query", ["", "?periode=2026-10", "?regio=AM13&sort=-dossiers"])
def test_few_queries_and_few_bytes(visitor: Any, queries: Any, query: str) -> None:
    with queries() as seen:
        answer = visitor(query)
    assert len(seen) <= 4
    assert len(answer.content) <= 60_000


def test_fewer_than_ten_people_are_shown_to_the_team_alone(
    visitor: Any,
    cast: Cast,
) -> None:
    """The kind of talk of the country in October: a code with 5 to 9 people."""
    hidden = PublishedCell.objects.filter(state="shown", is_public=False, people__range=(5, 9))
    assert hidden.exists(), "without such a number this proves nothing"
    shown = PublishedCell.objects.filter(is_public=True, people__range=(1, 9))
    assert not shown.exclude(table="places").exists()
    assert "105" in main_of(visitor("?periode=2026-10"))


def test_a_region_shows_totals_and_no_parts(visitor: Any) -> None:
    whole, region = (main_of(visitor(f"?periode=2026-10{q}")) for q in ("", "&regio=AM13"))
    assert "Midden-Utrecht, oktober 2026" in region
    bars = re.compile(r'<tbody class="bars">.*?</tbody>', re.S)
    assert bars.findall(region) == bars.findall(whole), "themes and channels are of the country"


def test_what_is_not_public_reads_not_shown(visitor: Any) -> None:
    page = visitor("?periode=2026-10").content.decode()
    row = page[page.index(">Gorinchem</a>") :]
    assert "niet getoond" in row[: row.index("</tr>")]
    assert "Vacatures vervuld door een loket" not in page
    assert "Gesprekken dit jaar" not in page, "the live total is for the team"


@pytest.mark.parametrize(
    "query", ["?periode=2026-11", "?regio=AM99", "?thema=theme.bbl", "?periode=%00", "?sort=x"]
)
def test_an_unknown_choice_does_no_harm(visitor: Any, query: str) -> None:
    assert visitor(query).status_code == 200


def test_before_the_first_month_there_is_a_way_on(db: None) -> None:
    assert "Er is nog geen maand uitgebracht" in Client().get("/cijfers").content.decode()
