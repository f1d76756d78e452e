"""Answers a question about listings: twenty of them, the counts, and what to try instead."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page
from django.db.models import F

from loketten.tenancy.cache import shared_cache
from loketten.tenancy.composed import TODAY, Asked, IsAmong, composed
from loketten.ui.paging import PAGE, CountedPaginator
from vacancies.edition import current_edition
from vacancies.models import Listing
from vacancies.querysets import ListingQuerySet
from vacancies.search.choices import Choices
from vacancies.search.distance import distance_from
from vacancies.search.facets import Facets, count_facets
from vacancies.search.filters import Filters
from vacancies.search.groups import Group, chosen_of
from vacancies.search.hits import best_of, bits_with, by_index, rank_of
from vacancies.search.made_by import CODE
from vacancies.search.origin import Whereabouts
from vacancies.search.question import Question, understood
from vacancies.search.spelling import Word
from vacancies.search.tally import count_by_tally, kept

# Nobody turns this many pages; who does is helped more by another filter.
MOST_PAGES = 100
_KEPT_SECONDS = 60
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


def _facets(question: Question, groups: tuple[Group, ...]) -> Facets:
    """Kept a minute: whoever turns the page or sorts asks for the same counts."""
    asked = replace(question.filters, sort="", page=1)
    if tally := question.anywhere:
        if question.words:
            return count_by_tally(tally, groups, asked.chosen, bits_with(question, tally))
        # Few ask for other choices than somebody before them did, and all turn pages. Shortly,
        # because a machine can think up choices until the cache is full.
        return kept(
            tally,
            "counts",
            sorted(asked.chosen.items()),
            lambda: count_by_tally(tally, groups, asked.chosen, tally.every),
            seconds=_KEPT_SECONDS,
        )
    # As a fingerprint: a search may be long, and may say where somebody lives.
    mark = sha256(asked.query().encode()).hexdigest()
    edition = f"{question.today:%Y%m%d}:{current_edition()}"
    key = f"places:facets:{CODE}:{edition}:{question.is_loose:d}:{mark}"
    facets: Facets | None = shared_cache.get(key)
    if facets is None:
        with by_index(question):
            facets = count_facets(question.listings(km=asked.km), groups, asked.chosen)
        shared_cache.set(key, facets, seconds=_KEPT_SECONDS)
    return facets


def _rows(question: Question, groups: tuple[Group, ...], number: int, size: int) -> list[Listing]:
    filters, first = question.filters, (number - 1) * size
    order = sort_of(filters, has_origin=question.where.origin is not None)
    if order == "passend" and question.words and question.tally and not question.where.origin:
        return _shown(best_of(question, question.tally, first, first + size))
    listings = question.listings(km=filters.km).filter(chosen_of(filters.chosen, groups))
    listings = _with_origin(listings, question)
    if order == "passend":
        # Ranking opens each headline, so of a word that is everywhere only the newest are ranked.
        pool = listings.order_by(*_newest(question)).values("pk")[: PAGE * MOST_PAGES]
        # As an array they are fetched one by one; a join would look for the words once more.
        listings = _with_origin(
            Listing.objects.filter(IsAmong("pk", ArraySubquery(pool))), question
        )
    ordered = listings.order_by(*_order(question)).select_related("desk").only(*SHOWN)
    with by_index(question):
        return list(ordered[first : first + size])


@composed
def _listed() -> Any:
    listings = Listing.objects.live(TODAY).filter(IsAmong("pk", Asked("ids")))
    return listings.select_related("desk").only(*SHOWN)


def _shown(ids: list[int]) -> list[Listing]:
    found = {one.pk: one for one in _listed.rows(ids=ids)}
    # One that went a moment ago is not there any more.
    return [found[number] for number in ids if number in found]


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
            near = [F("km").asc(nulls_last=True)] if question.where.origin else []
            return [rank_of(question.words).desc(nulls_last=True), *near, *newest]
        case "dichtbij":
            return [F("km").asc(nulls_last=True), *newest]
        case "begin":
            return [F("starts_on").asc(nulls_first=True), *newest]
        case _:
            return newest
