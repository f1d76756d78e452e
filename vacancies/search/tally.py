"""Counts by a bit for each listing and choice, made ready for everybody.

Counting a hundred thousand rows takes the database a quarter of a second. Here a choice is one
long number with a bit for each listing: those that two choices share are one `&`, and how many they
are is one `bit_count`. The listings of a region lie side by side, so that a search in one region,
as most are, looks at a fortieth of each number.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from hashlib import sha256
from heapq import merge
from operator import and_, or_
from typing import NamedTuple, TypeVar

from django.db.models import F

from loketten.tenancy.cache import shared_cache
from vacancies.edition import current_edition
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.facets import Facets, flags_of, marked
from vacancies.search.groups import REGION, Group, groups
from vacancies.search.made_by import CODE

_KEY = f"places:tally:{CODE}"
_KEPT_SECONDS = 24 * 60 * 60
_MADE_OF = f"places:tally-made-of:{CODE}"
# Of one that was true a moment ago. In office hours somebody somewhere changes a place every few
# seconds, and counts may be a minute old, as pages are.
_TRUE_LATELY = f"places:tally-true-lately:{CODE}"
_LATELY_SECONDS = 60
# Redis may have been away when something changed, so that nobody heard of it.
_RENEWED_SECONDS = 10 * 60
_NEAR_SECONDS = 10
_AT_ONCE = 5000
_ANSWERS_KEPT_SECONDS = 10 * 60
_ANSWERS_NEAR_SECONDS = 60

Kept = TypeVar("Kept")


class Stretch(NamedTuple):
    """The places of one region."""

    first: int
    end: int

    def cut(self, bits: int) -> int:
        """Those that are there, counted from its first place."""
        return bits >> self.first & (1 << self.end - self.first) - 1

    def newest_first(self, bits: int) -> Iterator[int]:
        left = self.cut(bits)
        while left:
            newest = left.bit_length() - 1
            yield self.first + newest
            left ^= 1 << newest


@dataclass(frozen=True)
class Tally:
    """`bits` of each choice, by group and value; `ids` of the listings, in the order of their bits:
    region by region, the oldest first. `mark` says of which edition, and `name` of which listings
    besides: what is kept by the place of a bit holds for no other."""

    day: date
    mark: str
    name: str
    bits: Mapping[tuple[str, str], int]
    ids: "array[int]"

    @property
    def every(self) -> int:
        return (1 << len(self.ids)) - 1

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where the bit of each listing is."""
        return {number: place for place, number in enumerate(self.ids)}

    @cached_property
    def stretches(self) -> Mapping[str, Stretch]:
        """By region."""
        return {
            value: Stretch((bits & -bits).bit_length() - 1, bits.bit_length())
            for (name, value), bits in self.bits.items()
            if name == REGION
        }

    def stretch(self, region: str) -> Stretch:
        """An empty one where nothing is online."""
        return self.stretches.get(region, Stretch(0, 0))

    def bits_in(self, region: str) -> Mapping[tuple[str, str], int]:
        """Of each choice, cut."""
        if region not in self._cut:
            there = self.stretch(region)
            self._cut[region] = {choice: there.cut(bits) for choice, bits in self.bits.items()}
        return self._cut[region]

    @cached_property
    def _cut(self) -> dict[str, Mapping[tuple[str, str], int]]:
        return {}

    def meeting(self, chosen: Mapping[str, tuple[str, ...]]) -> int:
        """All groups together."""
        return reduce(and_, _wanted(self.bits, chosen).values(), self.every)

    def newest_first(self, bits: int) -> Iterator[int]:
        """Their places, whatever the region."""
        by_region = (there.newest_first(bits) for there in self.stretches.values())
        return merge(*by_region, key=self.ids.__getitem__, reverse=True)


def current_tally(today: date) -> Tally | None:
    """None when it is not of today, or when something changed more than a minute ago: the database
    counts until the next one."""
    tally: Tally | None = shared_cache.get_near(_KEY, seconds=_NEAR_SECONDS)
    if tally is None or tally.day != today:
        return None
    is_true = tally.mark == _mark(today) or shared_cache.get(f"{_TRUE_LATELY}:{tally.mark}")
    return tally if is_true else None


def keep_tally(today: date, prepare: Callable[[Tally], None] = lambda _: None) -> bool:
    """Whether a new one was needed: something changed, or the last one is some minutes old. While
    one is there that was true lately, `prepare` is done before the new one takes over."""
    mark = _mark(today)
    is_needed: bool = shared_cache.get(_MADE_OF) != mark
    if is_needed:
        tally = make_tally(today)
        if current_tally(today):
            prepare(tally)
        mark = tally.mark
        shared_cache.set(_KEY, tally, seconds=_KEPT_SECONDS)
        shared_cache.set(_MADE_OF, mark, seconds=_RENEWED_SECONDS)
    shared_cache.set(f"{_TRUE_LATELY}:{mark}", True, seconds=_LATELY_SECONDS)
    return is_needed


def make_tally(today: date) -> Tally:
    """One reading of all that is online."""
    mark, asked = _mark(today), groups(current_choices(), today)
    columns = [group for group in asked if group.column]
    flags = list(flags_of(asked).values())
    places: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("L"))
    ids = array("Q")
    rows = marked(Listing.objects.live(today), asked, number=F("pk")).order_by("region_id", "pk")
    for place, (*row, number) in enumerate(rows.iterator(chunk_size=_AT_ONCE)):
        ids.append(number)
        for group, value in zip(columns, row, strict=False):
            places[group.name, value.rpartition(".")[2]].append(place)
        for (group, option), is_so in zip(flags, row[len(columns) :], strict=True):
            if is_so:
                places[group.name, option.value].append(place)
    bits = {choice: bits_of(found) for choice, found in places.items()}
    return Tally(today, mark, f"{mark}:{sha256(ids.tobytes()).hexdigest()}", bits, ids)


def count_by_tally(
    tally: Tally, asked: Iterable[Group], chosen: Mapping[str, tuple[str, ...]], among: int
) -> Facets:
    """As `count_facets` counts: a group with the choices of all others, and without its own.
    `among` are the bits of what has the words."""
    elsewhere = {name: values for name, values in chosen.items() if name != REGION}
    left = among & tally.meeting(elsewhere)
    counts = {
        (REGION, code): there.cut(left).bit_count() for code, there in tally.stretches.items()
    }
    bits = tally.bits
    if region := next(iter(chosen.get(REGION, ())), ""):
        bits, among = tally.bits_in(region), tally.stretch(region).cut(among)
    wanted = _wanted(bits, elsewhere)
    for group in asked:
        if group.name == REGION:
            continue
        others = (met for name, met in wanted.items() if name != group.name)
        left = reduce(and_, others, among)
        for option in group.options:
            choice = group.name, option.value
            counts[choice] = (left & bits.get(choice, 0)).bit_count()
    return Facets(reduce(and_, wanted.values(), among).bit_count(), counts)


def _wanted(
    bits: Mapping[tuple[str, str], int], chosen: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    """Of each group, whichever choice was made in it."""
    return {
        name: reduce(or_, (bits.get((name, value), 0) for value in values), 0)
        for name, values in chosen.items()
    }


def kept(
    tally: Tally | None,
    what: str,
    asked: object,
    make: Callable[[], Kept],
    *,
    seconds: int = _ANSWERS_KEPT_SECONDS,
) -> Kept:
    """What can be said of the listings of a tally; made each time while there is none."""
    if tally is None:
        return make()
    key = _key_of(tally, what, asked)
    told: tuple[Kept] | None = shared_cache.get_near(key, seconds=_ANSWERS_NEAR_SECONDS)
    if told is None:
        told = (make(),)
        shared_cache.set(key, told, seconds=seconds)
    return told[0]


def keep_longer(tally: Tally, what: str, asked: object) -> bool:
    """As if it was made now; whether it is kept at all."""
    return shared_cache.touch(_key_of(tally, what, asked), seconds=_ANSWERS_KEPT_SECONDS)


def _key_of(tally: Tally, what: str, asked: object) -> str:
    # As a fingerprint: what is typed may say much about somebody.
    mark = sha256(repr(asked).encode()).hexdigest()
    return f"places:{what}:{CODE}:{tally.name}:{mark}"


def _mark(today: date) -> str:
    return f"{today:%Y%m%d}:{current_edition()}"


def bits_of(places: Sequence[int]) -> int:
    eights = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        eights[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(eights, "little")
