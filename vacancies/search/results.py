"""Answers a question about listings: twenty of them, the counts, and what to try instead."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.paginator import Page
from django.db import connection, transaction
from django.db.models import F

from loketten.tenancy.cache import shared_cache
from loketten.tenancy.composed import IsAmong
from loketten.ui.paging import PAGE, CountedPaginator
from vacancies.edition import current_edition
from vacancies.models import Listing
from vacancies.querysets import ListingQuerySet
from vacancies.search.choices import Choices
from vacancies.search.distance import distance_from
from vacancies.search.facets import Facets, count_facets
from vacancies.search.filters import Filters
from vacancies.search.groups import Group, chosen_of
from vacancies.search.origin import Whereabouts
from vacancies.search.question import Question, understood
from vacancies.search.spelling import Word
from vacancies.search.tally import count_by_tally, current_tally

# Nobody turns this many pages; who does is helped more by another filter.
MOST_PAGES = 100
_KEPT_SECONDS = 60
# Of D, C, B and A. An everyday word stands in three spellings, which together count less than the
# half of a title.
_WEIGHTS = [0.05, 0.1, 0.25, 1.0]
# The columns of a row; the rest of a listing is long.
SHOWN = (
    "title", "slug", "employer_name", "city", "route_id", "mbo_level", "hours_from", "hours_to",
    "in_evening", "needs_no_diploma", "published_at", "starts_on", "lat", "lon",
    "desk__slug",
)  # fmt: skip


@dataclass(frozen=True)
class Results:
    """`filters` are the ones that were used: a town among the words has become the origin."""

    question: Question
    page: Page[Listing]
    facets: Facets
    is_beyond: bool

    @property
    def filters(self) -> Filters:
        return self.question.filters

    @property
    def where(self) -> Whereabouts:
        return self.question.where

    @property
    def total(self) -> int:
        return self.facets.total

    @property
    def corrected(self) -> list[Word]:
        """What a visitor is told: we looked for something else than was typed."""
        return [word for word in self.question.words if word.instead]


def search(
    filters: Filters,
    choices: Choices,
    groups: tuple[Group, ...],
    today: date,
    *,
    size: int = PAGE,
) -> Results:
    """`size` rows. At most four queries; one more when nothing was found and a looser question is
    asked, and one for a town with a typing error."""
    question = understood(filters, choices, today)
    with by_index_of_words() if question.words else nullcontext():
        facets = _facets(question, groups)
        if not facets.total and (looser := question.loosened()):
            found = _facets(looser, groups)
            question, facets = (looser, found) if found.total else (question, facets)
        count = min(facets.total, PAGE * MOST_PAGES)
        paginator = CountedPaginator([], count=count, per_page=size)
        number = min(question.filters.page, paginator.num_pages)
        rows = _rows(question, groups, number, size) if facets.total else []
    is_beyond = number != question.filters.page
    return Results(question, Page(rows, number, paginator), facets, is_beyond)


@contextmanager
def by_index_of_words() -> Iterator[None]:
    """The planner takes comparing words for cheap and reads the whole table, although each vector
    must be fetched and unpacked first: 1.7 s in place of 0.2 s with 100,000 listings."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def _facets(question: Question, groups: tuple[Group, ...]) -> Facets:
    """Kept a minute: whoever turns the page or sorts asks for the same counts."""
    asked = replace(question.filters, sort="", page=1)
    is_anywhere = question.where.origin is None or asked.km is None
    if not question.words and is_anywhere and (tally := current_tally(question.today)):
        return count_by_tally(tally, groups, asked.chosen)
    # As a fingerprint: a search may be long, and may say where somebody lives.
    mark = sha256(asked.query().encode()).hexdigest()
    edition = f"{question.today:%Y%m%d}:{current_edition()}"
    key = f"places:facets:{edition}:{question.is_loose:d}:{mark}"
    facets: Facets | None = shared_cache.get(key)
    if facets is None:
        facets = count_facets(question.listings(km=asked.km), groups, asked.chosen)
        shared_cache.set(key, facets, seconds=_KEPT_SECONDS)
    return facets


def _rows(question: Question, groups: tuple[Group, ...], number: int, size: int) -> list[Listing]:
    filters = question.filters
    listings = question.listings(km=filters.km).filter(chosen_of(filters.chosen, groups))
    listings = _with_origin(listings, question)
    order = sort_of(filters, has_origin=question.where.origin is not None)
    if order == "passend":
        # Ranking opens each headline, so of a word that is everywhere only the newest are ranked.
        pool = listings.order_by(*_newest(question)).values("pk")[: PAGE * MOST_PAGES]
        # As an array they are fetched one by one; a join would look for the words once more.
        listings = _with_origin(
            Listing.objects.filter(IsAmong("pk", ArraySubquery(pool))), question
        )
    ordered = listings.order_by(*_order(question)).select_related("desk").only(*SHOWN)
    return list(ordered[(number - 1) * size : number * size])


def _with_origin(listings: ListingQuerySet, question: Question) -> ListingQuerySet:
    if question.where.origin is None:
        return listings
    # In place of the None that every listing has.
    return listings.annotate(km=distance_from(question.where.origin))  # type: ignore[no-redef]


def _newest(question: Question) -> list[Any]:
    """With words in an order that no index has: the planner would walk along the newest listings
    and unpack the words of each, until twenty have those that were asked for."""
    if question.words:
        return [(F("published_at") + timedelta(0)).desc(), F("id").desc()]
    return [F("published_at").desc(), F("id").desc()]


def sort_of(filters: Filters, *, has_origin: bool) -> str:
    """What was asked when that is possible, else what suits the question best."""
    possible = {"passend": bool(filters.words), "dichtbij": has_origin}
    if filters.sort and possible.get(filters.sort, True):
        return filters.sort
    if filters.words:
        return "passend"
    return "dichtbij" if has_origin else "nieuw"


def _order(question: Question) -> list[Any]:
    newest = _newest(question)
    match sort_of(question.filters, has_origin=question.where.origin is not None):
        case "passend" if question.words:
            meant: SearchQuery = reduce(or_, (one.ranking() for one in question.words))
            rank = SearchRank(F("headline"), meant, weights=_WEIGHTS)
            near = [F("km").asc(nulls_last=True)] if question.where.origin else []
            return [rank.desc(nulls_last=True), *near, *newest]
        case "dichtbij":
            return [F("km").asc(nulls_last=True), *newest]
        case "begin":
            return [F("starts_on").asc(nulls_first=True), *newest]
        case _:
            return newest
