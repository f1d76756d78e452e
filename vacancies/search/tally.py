"""Counts for a question without words: a bit for each listing and choice, made ready for everybody.

Counting a hundred thousand rows takes the database a quarter of a second. Here a choice is one
long number with a bit for each listing: those that two choices share are one `&`, and how many they
are is one `bit_count`.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_, or_

from loketten.tenancy.cache import shared_cache
from vacancies.edition import current_edition
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.facets import Facets, flags_of, marked
from vacancies.search.groups import Group, groups

_KEY = "places:tally"
_KEPT_SECONDS = 24 * 60 * 60
_MADE_OF = "places:tally-made-of"
# Redis may have been away when something changed, so that nobody heard of it.
_RENEWED_SECONDS = 10 * 60
_NEAR_SECONDS = 10
_AT_ONCE = 5000


@dataclass(frozen=True)
class Tally:
    """`bits` of each choice, by group and value; `mark` says of which day and edition."""

    mark: str
    every: int
    bits: Mapping[tuple[str, str], int]


def current_tally(today: date) -> Tally | None:
    """None when something changed since it was made: the database counts until the next one."""
    tally: Tally | None = shared_cache.get_near(_KEY, seconds=_NEAR_SECONDS)
    return tally if tally and tally.mark == _mark(today) else None


def keep_tally(today: date) -> bool:
    """Whether a new one was needed: something changed, or the last one is some minutes old."""
    if shared_cache.get(_MADE_OF) == _mark(today):
        return False
    tally = make_tally(today)
    shared_cache.set(_KEY, tally, seconds=_KEPT_SECONDS)
    shared_cache.set(_MADE_OF, tally.mark, seconds=_RENEWED_SECONDS)
    return True


def make_tally(today: date) -> Tally:
    """One reading of all that is online, in which the order does not matter."""
    mark, asked = _mark(today), groups(current_choices(), today)
    columns = [group for group in asked if group.column]
    flags = list(flags_of(asked).values())
    places: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("L"))
    count = 0
    rows = marked(Listing.objects.live(today), asked).iterator(chunk_size=_AT_ONCE)
    for count, row in enumerate(rows, start=1):
        for group, value in zip(columns, row, strict=False):
            places[group.name, value.rpartition(".")[2]].append(count - 1)
        for (group, option), is_so in zip(flags, row[len(columns) :], strict=True):
            if is_so:
                places[group.name, option.value].append(count - 1)
    bits = {choice: _bits(found, count) for choice, found in places.items()}
    return Tally(mark, (1 << count) - 1, bits)


def count_by_tally(
    tally: Tally, asked: Iterable[Group], chosen: Mapping[str, tuple[str, ...]]
) -> Facets:
    """As `count_facets` counts: a group with the choices of all others, and without its own."""
    wanted = {
        name: reduce(or_, (tally.bits.get((name, value), 0) for value in values), 0)
        for name, values in chosen.items()
    }
    counts = {}
    for group in asked:
        others = (bits for name, bits in wanted.items() if name != group.name)
        left = reduce(and_, others, tally.every)
        for option in group.options:
            choice = group.name, option.value
            counts[choice] = (left & tally.bits.get(choice, 0)).bit_count()
    return Facets(reduce(and_, wanted.values(), tally.every).bit_count(), counts)


def _mark(today: date) -> str:
    return f"{today:%Y%m%d}:{current_edition()}"


def _bits(places: Iterable[int], count: int) -> int:
    eights = bytearray(count // 8 + 1)
    for place in places:
        eights[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(eights, "little")
