"""What is counted bit by bit is what the database counts."""

import itertools
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from tests.cast import Cast
from tests.vacancies.market import open_market
from vacancies.edition import next_edition
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.facets import Facets, count_facets
from vacancies.search.filters import read_filters
from vacancies.search.groups import groups
from vacancies.search.results import search
from vacancies.search.tally import count_by_tally, current_tally, keep_tally, make_tally

TODAY = timezone.localdate()
SOME = {
    "route": ("bbl", "bol"),
    "niveau": ("2", "3"),
    "sector": ("care",),
    "uren": ("vanaf-32",),
    "loon": ("bekend",),
    "regio": ("AM13",),
}


@pytest.fixture
def market(cast: Cast) -> None:
    open_market(cast)


def _shown(facets: Facets) -> tuple[int, dict[Any, int]]:
    return facets.total, {choice: n for choice, n in facets.counts.items() if n}


@pytest.mark.usefixtures("market")
def test_every_combination_counts_the_same() -> None:
    asked, tally = groups(current_choices(), TODAY), make_tally(TODAY)
    assert tally.every.bit_count() == Listing.objects.live(TODAY).count() > 20
    for size in range(3):
        for names in itertools.combinations(SOME, size):
            chosen = {name: SOME[name] for name in names}
            counted = count_facets(Listing.objects.live(TODAY), asked, chosen)
            assert _shown(count_by_tally(tally, asked, chosen)) == _shown(counted), names


@pytest.mark.usefixtures("market")
def test_the_search_counts_by_it_until_something_changes(
    queries: Any, django_capture_on_commit_callbacks: Any
) -> None:
    asked = groups(current_choices(), TODAY)
    filters = read_filters(QueryDict("niveau=2"), asked).filters

    def counts() -> tuple[int, int]:
        with queries() as seen:
            total = search(filters, current_choices(), asked, TODAY).total
        return total, len(seen)

    by_database, with_counting = counts()
    assert keep_tally(TODAY)
    assert not keep_tally(TODAY)
    other = read_filters(QueryDict("niveau=2&sort=begin"), asked).filters
    with queries() as seen:
        assert search(other, current_choices(), asked, TODAY).total == by_database > 0
    assert len(seen) == with_counting - 1
    with django_capture_on_commit_callbacks(execute=True):
        next_edition()
    assert current_tally(TODAY) is None
    assert keep_tally(TODAY)
