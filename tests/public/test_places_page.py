"""The search page: what it shows, how many queries it takes, and that it is never a dead end."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.vacancies.market import open_market

BUDGET_LIST, BUDGET_SEARCH = 4, 5


def page_of(query: str, prefix: str = "") -> str:
    answer = Client().get(f"{prefix}/vacatures?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("query", ["", "route=bbl", "regio=AM05&page=2", "bij=3511+AB&km=10"])
def test_the_list_takes_few_queries(market: None, queries: Any, query: str) -> None:
    with queries() as seen:
        page_of(query)
    assert len(seen) <= BUDGET_LIST


@pytest.mark.parametrize(
    "query",
    [
        "q=timmerman",
        "q=tmmerman&bij=3511+AB&niveau=2",
        "q=timmerman+utrecht",
        "q=bestaatniet&bij=3511&km=5",
        "q=kok&bij=Zwolle&km=5&loon=2500",
        "bij=Utrechd",
    ],
)
def test_a_search_with_counts_takes_few_queries(market: None, queries: Any, query: str) -> None:
    with queries() as seen:
        page_of(query)
    assert len(seen) <= BUDGET_SEARCH


def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast, queries: Any) -> None:
    seen_with = []
    for _ in range(2):
        open_market(cast)
        with queries() as seen:
            page_of("")
        seen_with.append(len(seen))
    assert seen_with[0] >= seen_with[1]


def test_what_was_corrected_is_said(market: None) -> None:
    page = page_of("q=tmmerman")
    assert "We zochten ook op “timmerman”." in page
    assert "Leerling timmerman" in page
    assert "We also looked for" in page_of("q=tmmerman", "/en")


def test_a_town_among_the_words_says_where(market: None) -> None:
    page = page_of("q=timmerman+zwolle")
    assert "binnen 25 km van Zwolle" in page
    assert 'value="Zwolle"' in page


def test_distances_are_said_to_be_as_the_crow_flies(market: None) -> None:
    assert "hemelsbreed" in page_of("bij=3511+AB")


def test_a_chosen_filter_can_be_taken_away(market: None) -> None:
    page = page_of("q=timmerman&route=bbl&niveau=3")
    assert 'href="?q=timmerman&amp;niveau=3"' in page
    assert 'href="?q=timmerman&amp;route=bbl"' in page
    assert 'href="?q=timmerman"' in page


def test_a_choice_that_nobody_knows_is_left_out_and_said(market: None) -> None:
    page = page_of("route=zeppelin&km=7&sort=mooi&page=-1")
    assert "Deze keuze kennen we niet: zeppelin, 7, mooi, -1." in page


def test_a_page_after_the_last_shows_the_last(market: None) -> None:
    page = page_of("page=99999")
    assert "Deze pagina bestaat niet meer." in page
    assert 'class="place"' in page


def test_twenty_a_page_and_the_filters_stay_in_the_links(market: None) -> None:
    page = page_of("route=bbl")
    assert page.count('class="place"') == 20
    assert "?page=2&amp;route=bbl" in page


def test_nothing_found_is_no_dead_end(market: None) -> None:
    page = page_of("q=kok&bij=3511+AB&km=5")
    assert "Geen plekken gevonden" in page
    assert "Zoek binnen" in page
    assert "Kijk in Regio Zwolle" in page
    assert 'href="/loketten?q=3511%20AB"' in page
    assert "Bekijk alle plekken" in page_of("q=xqzw")


def test_an_occupation_that_nobody_offers_leads_to_one_like_it(market: None) -> None:
    page = page_of("q=metselaar")
    assert "Bekijk een beroep dat erop lijkt: Timmerman" in page


def test_an_unknown_place_gets_a_suggestion(market: None) -> None:
    page = page_of("bij=Utrechd")
    assert "De plaats “Utrechd” kennen we niet." in page
    assert "bij=Utrecht" in page


def test_a_region_can_be_typed_as_a_place(market: None) -> None:
    assert "plekken in Regio Zwolle" in page_of("bij=Regio+Zwolle")


def test_results_of_a_search_are_for_people_only(market: None) -> None:
    assert "noindex" in page_of("q=timmerman")
    assert "noindex" not in page_of("")


@pytest.mark.parametrize("name", ["q", "bij", "km", "route", "regio", "page", "sort", "loon"])
def test_no_question_breaks_the_page(market: None, name: str) -> None:
    for value in ("x" * 5000, "%27%3A*", "9999999999999", "%3Cscript%3E"):
        assert "<script>" not in page_of(f"{name}={value}").split("<main")[1], value
