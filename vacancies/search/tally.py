"""Counts by a bit for each listing and choice, made ready for everybody.

Counting a hundred thousand rows takes the database a quarter of a second. Here a choice is one
long number with a bit for each listing: those that two choices share are one `&`, and how many they
are is one `bit_count`. Each region has numbers of its own, so that a search in one region, as most
are, looks at a fortieth of the country.
"""

import secrets
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from hashlib import sha256
from heapq import merge
from operator import and_, or_
from threading import Lock
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import F

from loketten.tenancy.cache import shared_cache
from vacancies.edition import current_edition
from vacancies.models import Listing
from vacancies.search.choices import current_choices
from vacancies.search.facets import Facets, flags_of, marked
from vacancies.search.groups import REGION, Group, but_region, groups
from vacancies.search.made_by import CODE

_KEY = f"places:tally:{CODE}"
_KEPT_SECONDS = 60 * 60
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

# Of this process, the last one only: with the places it is ten megabytes for each hundred thousand
# listings.
_held: dict[str, "Tally"] = {}
_fetches = Lock()

Kept = TypeVar("Kept")


# Of the listings of each region, from its first place on.
Bits = Mapping[str, int]


@dataclass(frozen=True)
class Stretch:
    """The places of one region, side by side; the bits of each choice there, by group and value,
    and how many are of each occupation, by its id."""

    first: int
    end: int
    choices: Mapping[tuple[str, str], int]
    occupations: Mapping[int, int]

    @property
    def every(self) -> int:
        return (1 << self.end - self.first) - 1

    def meeting(self, chosen: Mapping[str, tuple[str, ...]], among: int) -> int:
        """All groups together, of which the region is none."""
        return reduce(and_, self.wanted(chosen).values(), among)

    def wanted(self, chosen: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
        """Of each group, whichever choice was made in it."""
        return {
            name: reduce(or_, (self.choices.get((name, value), 0) for value in values), 0)
            for name, values in chosen.items()
        }

    def newest_first(self, bits: int) -> Iterator[int]:
        while bits:
            newest = bits.bit_length() - 1
            yield self.first + newest
            bits ^= 1 << newest


@dataclass(frozen=True)
class Tally:
    """`stretches` by region; `ids` of the listings, in the order of their bits: region by region,
    the oldest first. `mark` says of which edition, and `name` of which listings besides: what is
    kept by the place of a bit holds for no other."""

    day: date
    mark: str
    name: str
    stretches: Mapping[str, Stretch]
    ids: "array[int]"

    @property
    def every(self) -> Bits:
        return {region: there.every for region, there in self.stretches.items()}

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where the bit of each listing is."""
        return {number: place for place, number in enumerate(self.ids)}

    def by_region(self, places: Sequence[int]) -> Bits:
        """Their bits, where there are any."""
        bits = bits_of(places)
        cut = {
            region: _cut(bits, there.first, there.end) for region, there in self.stretches.items()
        }
        return {region: there for region, there in cut.items() if there}

    def meeting(self, chosen: Mapping[str, tuple[str, ...]], among: Bits) -> Bits:
        """Those of a region that was chosen, or of all; all other groups together."""
        chosen_besides = but_region(chosen)
        return {
            region: self.stretches[region].meeting(chosen_besides, among[region])
            for region in chosen.get(REGION, among)
            if region in among
        }

    def newest_first(self, bits: Bits) -> Iterator[int]:
        """Their places, whatever the region."""
        by_region = (self.stretches[region].newest_first(there) for region, there in bits.items())
        return merge(*by_region, key=self.ids.__getitem__, reverse=True)


def current_tally(today: date) -> Tally | None:
    """None when it is not of today, or when something changed more than a minute ago: the database
    counts until the next one."""
    tally = _told()
    if tally is None or tally.day != today:
        return None
    is_true = tally.mark == _mark(today) or shared_cache.get(f"{_TRUE_LATELY}:{tally.mark}")
    return tally if is_true else None


def keep_tally(today: date, prepare: Callable[[Tally], None] = lambda _: None) -> bool:
    """Whether a new one was needed: something changed, or the last one is some minutes old. While
    one is there that was true lately, `prepare` is done before the new one takes over."""
    mark = _mark(today)
    is_needed = shared_cache.get(_MADE_OF) != mark or not _is_there()
    if is_needed:
        tally = make_tally(today)
        if current_tally(today):
            prepare(tally)
        mark = tally.mark
        _tell(tally)
        shared_cache.set(_MADE_OF, mark, seconds=_RENEWED_SECONDS)
    shared_cache.set(f"{_TRUE_LATELY}:{mark}", True, seconds=_LATELY_SECONDS)
    return is_needed


def _told() -> Tally | None:
    """It is large, so a process asks often which it is, and once for itself."""
    which = shared_cache.get_near(_KEY, seconds=_NEAR_SECONDS)
    if not which:
        return None
    return _held.get(which) or _fetched(which)


def _fetched(which: str) -> Tally | None:
    with _fetches:
        if which not in _held:
            tally = shared_cache.get(f"{_KEY}:{which}")
            _held.clear()
            if tally:
                _held[which] = tally
        return _held.get(which)


def _tell(tally: Tally) -> None:
    before, which = shared_cache.get(_KEY), secrets.token_hex(8)
    # Without the places, which take longer to read than to make.
    shared_cache.set(f"{_KEY}:{which}", replace(tally), seconds=_KEPT_SECONDS)
    shared_cache.set(_KEY, which, seconds=_KEPT_SECONDS)
    # Whoever was just told of it may still come for it.
    shared_cache.touch(f"{_KEY}:{before}", seconds=_LATELY_SECONDS)


def _is_there() -> bool:
    """A full Redis drops what was not asked for lately, and a process asks for a tally once: now it
    was."""
    return shared_cache.touch(f"{_KEY}:{shared_cache.get(_KEY)}", seconds=_KEPT_SECONDS)


def make_tally(today: date) -> Tally:
    """One reading of all that is online."""
    mark, asked = _mark(today), groups(current_choices(), today)
    columns = [group for group in asked if group.column]
    flags = list(flags_of(asked).values())
    places: dict[tuple[str, str], array[int]] = defaultdict(lambda: array("L"))
    ids, occupations = array("Q"), array("Q")
    more = {"number": F("pk"), "of_occupation": F("occupation_id")}
    rows = marked(Listing.objects.live(today), asked, **more).order_by("region_id", "pk")
    with _unhurried():
        for place, (*row, number, occupation) in enumerate(rows.iterator(chunk_size=_AT_ONCE)):
            ids.append(number)
            occupations.append(occupation)
            for group, value in zip(columns, row, strict=False):
                places[group.name, value.rpartition(".")[2]].append(place)
            for (group, option), is_so in zip(flags, row[len(columns) :], strict=True):
                if is_so:
                    places[group.name, option.value].append(place)
    stretches = _stretches(places, occupations)
    return Tally(today, mark, _name_of(mark, stretches, ids), stretches, ids)


def _name_of(mark: str, stretches: Mapping[str, Stretch], ids: "array[int]") -> str:
    firsts = repr([(region, there.first) for region, there in stretches.items()])
    return f"{mark}:{sha256(ids.tobytes() + firsts.encode()).hexdigest()}"


@contextmanager
def _unhurried() -> Iterator[None]:
    """A million listings on a disk that was not read take longer than a visitor may wait."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60s'")
        yield


def _stretches(
    places: Mapping[tuple[str, str], Sequence[int]], occupations: Sequence[int]
) -> dict[str, Stretch]:
    bits = {choice: bits_of(found) for choice, found in places.items() if choice[0] != REGION}
    ends = {
        value: (found[0], found[-1] + 1)
        for (name, value), found in places.items()
        if name == REGION
    }
    return {
        region: Stretch(
            first,
            end,
            {choice: _cut(there, first, end) for choice, there in bits.items()},
            Counter(occupations[first:end]),
        )
        for region, (first, end) in ends.items()
    }


def count_by_tally(
    tally: Tally, asked: Iterable[Group], chosen: Mapping[str, tuple[str, ...]], among: Bits
) -> Facets:
    """As `count_facets` counts: a group with the choices of all others, and without its own.
    `among` are the bits of what has the words."""
    chosen_besides = but_region(chosen)
    groups_besides = [group for group in asked if group.name != REGION]
    total, counts = 0, Counter[tuple[str, str]]()
    for region, bits in among.items():
        there = tally.stretches[region]
        wanted = there.wanted(chosen_besides)
        found = reduce(and_, wanted.values(), bits).bit_count()
        counts[REGION, region] = found
        if region in chosen.get(REGION, among):
            total += found
            _count_choices(counts, there, groups_besides, wanted, bits)
    return Facets(total, counts)


def _count_choices(
    counts: Counter[tuple[str, str]],
    there: Stretch,
    asked: Iterable[Group],
    wanted: Mapping[str, int],
    among: int,
) -> None:
    for group in asked:
        others = (bits for name, bits in wanted.items() if name != group.name)
        left = reduce(and_, others, among)
        for option in group.options:
            choice = group.name, option.value
            counts[choice] += (left & there.choices.get(choice, 0)).bit_count()


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


def _cut(bits: int, first: int, end: int) -> int:
    return bits >> first & (1 << end - first) - 1


def bits_of(places: Sequence[int]) -> int:
    eights = bytearray(max(places, default=0) // 8 + 1)
    for place in places:
        eights[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(eights, "little")
