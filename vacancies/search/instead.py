"""What to try when nothing is found: further away, next door, fewer filters, another occupation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Count, F, FloatField, Min, Q, Value
from django.db.models.functions import Concat, Left

from loketten.tenancy.models import Occupation
from vacancies.querysets import ListingQuerySet
from vacancies.search.choices import Choices, RegionChoice
from vacancies.search.distance import distance_from
from vacancies.search.filters import DISTANCES, Filters
from vacancies.search.groups import REGION, Group, but_region, chosen_of
from vacancies.search.hits import bits_with, by_index
from vacancies.search.question import Question
from vacancies.search.tally import Tally, kept

# By name: how many, and how far the nearest is.
Rows = dict[str, tuple[int, float]]

_MOST = 3
# Before its name, as a region has that of its group.
_OCCUPATION = "beroep:"
# The first figures of an ISCO-08 code that occupations of one kind share.
_KIND_FIGURES = 2


@dataclass(frozen=True)
class Try:
    """Another search, what it would find, and what is different about it."""

    filters: Filters
    total: int
    label: str = ""


@dataclass(frozen=True)
class Instead:
    """Only what is not empty."""

    further: Try | None = None
    unfiltered: Try | None = None
    regions: tuple[Try, ...] = ()
    occupations: tuple[Try, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Instead()


def what_instead(question: Question, choices: Choices, groups: tuple[Group, ...]) -> Instead:
    """By the tally, or all in one query."""
    filters = question.filters
    tally = None if question.where.origin else question.tally
    rows = _by_tally(question, tally) if tally else _by_database(question, groups)
    found = {name: total for name, (total, _apart) in rows.items()}
    return Instead(
        further=_further(filters, found),
        unfiltered=_try(filters.with_(chosen={}), found.get("unfiltered", 0)),
        regions=_regions(question, choices, rows),
        occupations=_occupations(filters, found),
    )


def _by_tally(question: Question, tally: Tally) -> Rows:
    """Without a place to measure from, nothing is far."""
    among = bits_with(question, tally)
    near = tally.meeting(but_region(question.filters.chosen), among)
    found = {f"{REGION}:{region}": bits.bit_count() for region, bits in near.items()}
    if question.filters.chosen:
        found["unfiltered"] = sum(bits.bit_count() for bits in among.values())
    rows = {name: (total, 0.0) for name, total in found.items() if total}
    of_kind = _occupations_by_tally(question, tally) if question.words else {}
    return rows | {f"{_OCCUPATION}{name}": (total, 0.0) for name, total in of_kind.items()}


def _occupations_by_tally(question: Question, tally: Tally) -> Counter[str]:
    """By name, those that there are."""
    regions = question.filters.chosen.get(REGION, tally.stretches)
    there = [tally.stretches[region].occupations for region in regions if region in tally.stretches]
    of_kind = kept(
        tally, "of-kind", question.words, lambda: [*_of_kind(question).values_list("pk", "name")]
    )
    found = Counter[str]()
    for number, name in of_kind:
        found[name] += sum(counts.get(number, 0) for counts in there)
    return +found


def _by_database(question: Question, groups: tuple[Group, ...]) -> Rows:
    arms = [_counted(listings, Value(name)) for name, listings in _wider(question, groups).items()]
    arms.append(_by_region(question, groups))
    if question.words:
        arms.append(_near_by_occupation(question))
    first, *others = arms
    with by_index(question):
        found = [*first.union(*others, all=True)]
    return {name: (total, apart) for name, total, apart in found if total}


def _wider(question: Question, groups: tuple[Group, ...]) -> dict[str, ListingQuerySet]:
    filters = question.filters
    chosen = chosen_of(filters.chosen, groups)
    wider = {}
    if question.where.origin and filters.km:
        for km in (*(km for km in DISTANCES if km > filters.km), None):
            wider[f"km:{km or ''}"] = question.listings(km=km).filter(chosen)
    if filters.chosen:
        wider["unfiltered"] = question.listings(km=filters.km)
    return wider


def _counted(listings: ListingQuerySet, name: Any, apart: Any = None) -> Any:
    """A name, how many, and how far the nearest is."""
    far = Min(apart) if apart is not None else Value(0.0)
    return (
        listings.order_by()
        .annotate(found=name)
        .values("found")
        .annotate(total=Count("*"), apart=far)
        .values_list("found", "total", "apart")
    )


def _by_region(question: Question, groups: tuple[Group, ...]) -> Any:
    listings = question.listings(km=None).filter(
        chosen_of(but_region(question.filters.chosen), groups)
    )
    origin = question.where.origin
    far = distance_from(origin) if origin else Value(0.0, output_field=FloatField())
    return _counted(listings, Concat(Value(f"{REGION}:"), F("region_id")), far)


def _of_kind(question: Question) -> Any:
    """Occupations of the same kind as the one that was asked for."""
    meant = reduce(or_, (word.sure() for word in question.words))
    told = SearchVector("name", "label", "name_en", "synonyms", config="simple")
    by_kind = Occupation.objects.order_by().annotate(kind=Left("isco08", _KIND_FIGURES))
    return by_kind.filter(kind__in=by_kind.annotate(told=told).filter(told=meant).values("kind"))


def _near_by_occupation(question: Question) -> Any:
    """Those that are near enough to be of use."""
    listings = question.listings(km=question.filters.km, any_words=True)
    region = question.filters.chosen.get(REGION)
    near = listings.filter(Q(region__in=region) if region else Q())
    of_kind = near.filter(occupation__in=_of_kind(question).values("pk"))
    return _counted(of_kind, Concat(Value(_OCCUPATION), F("occupation__name")))


def _try(filters: Filters, total: int, label: str = "") -> Try | None:
    return Try(filters, total, label) if total else None


def _further(filters: Filters, found: Mapping[str, int]) -> Try | None:
    for km in (*DISTANCES, None):
        if total := found.get(f"km:{km or ''}"):
            return Try(filters.with_(km=km), total)
    return None


def _regions(
    question: Question, choices: Choices, rows: Mapping[str, tuple[int, float]]
) -> tuple[Try, ...]:
    """The nearest ones first."""
    here = [choices.regions[code] for code in question.filters.chosen.get(REGION, ())]
    found = [
        (choices.regions[code], total, apart)
        for name, (total, apart) in rows.items()
        if (code := name.removeprefix(f"{REGION}:")) in choices.regions
    ]
    found.sort(key=lambda one: (one[2] or 0, _steps(here, one[0]), -one[1]))
    filters = question.filters
    return tuple(
        Try(
            filters.with_(near="", km=None, chosen={**filters.chosen, REGION: (region.code,)}),
            total,
            region.name,
        )
        for region, total, _apart in found[:_MOST]
    )


def _steps(here: list[RegionChoice], other: RegionChoice) -> int:
    return min((one.steps_to(other) for one in here), default=0)


def _occupations(filters: Filters, found: Mapping[str, int]) -> tuple[Try, ...]:
    names = sorted(
        (name for name in found if name.startswith(_OCCUPATION)),
        key=lambda name: (-found[name], name),
    )
    without = {name: told for name, told in filters.chosen.items() if name == REGION}
    labels = [name.removeprefix(_OCCUPATION) for name in names[:_MOST]]
    return tuple(
        Try(filters.with_(words=label, chosen=without), found[f"{_OCCUPATION}{label}"], label)
        for label in labels
    )
