"""What people type, and what they find: stems, typing errors, synonyms, compounds, places."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.cast import Cast
from vacancies.search.choices import current_choices
from vacancies.search.filters import read_filters
from vacancies.search.groups import groups
from vacancies.search.results import Results, search


def ask(query: str) -> Results:
    choices, today = current_choices(), timezone.localdate()
    asked_of = groups(choices, today)
    filters = read_filters(QueryDict(query), asked_of).filters
    return search(filters, choices, asked_of, today)


def first(query: str) -> str:
    results = ask(query)
    return results.page.object_list[0].title if results.total else ""


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("timmermannen", "Leerling timmerman"),
        ("tmmerman", "Leerling timmerman"),
        ("carpenters", "Leerling timmerman"),
        ("loodgieter", "Installateur sanitair"),
        ("lodgieter", "Installateur sanitair"),
        ("plumber", "Installateur sanitair"),
        ("care assistant", "Leerling verzorgende ig"),
        ("werken in de zorg", "Leerling verzorgende ig"),
        ("zorgmedewerker", "Leerling verzorgende ig"),
        ("zonnepanelenmonteur", "Leerling monteur zonnepanelen"),
        ("monteur", "Leerling monteur zonnepanelen"),
        ("vrachtwagen chauffeur", "Leerling vrachtwagenchauffeur"),
        ("chauffeur", "Leerling vrachtwagenchauffeur"),
        ("truk driver", "Leerling vrachtwagenchauffeur"),
        ("molen", "Leerling timmerman"),
        ("kok grolse poort", "Leerling kok"),
        ("kok zwolle", "Leerling kok"),
        ("avond", "Leerling kok"),
        # of the same family: who does it, and what is done
        ("verzorgster", "Leerling verzorgende ig"),
        ("koken", "Leerling kok"),
        # half of a compound, also as a verb
        ("kookhulp", "Leerling kok"),
        ("timmerknecht", "Leerling timmerman"),
        # what stands in the way of the words that count
        ("lekker koken in een keuken", "Leerling kok"),
        ("chauffeur hbo", "Leerling vrachtwagenchauffeur"),
        # what it is called stands before what it is near to
        ("chauffeurs", "Leerling vrachtwagenchauffeur"),
    ],
)
def test_what_is_typed_finds_what_is_meant(market: None, typed: str, title: str) -> None:
    assert first(f"q={typed.replace(' ', '+')}") == title


def test_a_town_is_not_searched_as_a_word(market: None) -> None:
    assert ask("q=timmerman+zwolle").total == 1
    assert ask("q=timmerman+8011+AB").total == 1
    assert ask("q=timmerman&bij=Zwolle&km=alle").total == 25


@pytest.mark.parametrize(
    ("typed", "place"),
    [("kok zwole", "Zwolle"), ("kok in Wijhe", "Wijhe"), ("kok vroomshop", "Vroomshoop")],
)
def test_a_village_and_a_town_with_a_typing_error_are_places_too(
    market: None, typed: str, place: str
) -> None:
    results = ask(f"q={typed.replace(' ', '+')}")
    assert results.where.origin
    assert (results.where.origin.name, results.total) == (place, 1)


@pytest.mark.parametrize("typed", ["handel", "winkel", "in een keuken", "klimmen"])
def test_a_word_that_is_a_village_too_is_a_word(market: None, typed: str) -> None:
    assert ask(f"q={typed.replace(' ', '+')}").where.origin is None


def test_a_town_in_the_words_without_such_a_place_leads_further(market: None) -> None:
    results = ask("q=verzorgende+groningen")
    assert (results.total, results.question.is_widened) == (1, True)
    assert ask("q=verzorgende&bij=Groningen&km=25").total == 0, "a chosen distance is kept"


def test_counts_beside_a_group_leave_out_its_own_choice(market: None, cast: Cast) -> None:
    facets = ask("q=timmerman&niveau=2&bij=Utrecht").facets
    assert facets.total == 6
    assert {level: facets.counts["niveau", level] for level in "1234"} == dict.fromkeys("1234", 6)
    assert facets.counts["route", "bbl"] == 6
    assert facets.counts["regio", cast.utrecht.region_id] == 6
    assert facets.counts["niveau", "geen-diploma"] == 0


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("tijd=avond", 1),
        ("niveau=geen-diploma", 1),
        ("uren=tot-24", 1),
        ("sector=food&sector=mobility", 2),
        ("loon=bekend", 0),
        ("begin=nu", 30),
        ("bij=3511&km=5", 26),
        ("bij=3511&km=10", 27),
    ],
)
def test_each_filter_and_its_count_agree(market: None, query: str, total: int) -> None:
    results = ask(query)
    assert results.total == total
    assert len(results.page.object_list) == min(total, 20)


def test_the_nearest_comes_first(market: None) -> None:
    listings = ask("bij=Kampen&km=alle").page.object_list
    assert [one.city for one in listings][:2] == ["Kampen", "Zwolle"]
    assert listings[0].km < listings[1].km < listings[-1].km
