"""Which listings have the words of a question, the best first: found once for all filters.

To find, count and rank a word that is everywhere takes the database a sixth of a second with
a hundred thousand listings. What visitors choose beside it differs each time; the words do not.
"""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection, transaction
from django.db.models import F

from vacancies.search.question import Question
from vacancies.search.spelling import Word
from vacancies.search.tally import Bits, Tally, keep_longer, kept

# Of D, C, B and A. An everyday word stands in three spellings, which together count less than the
# half of a title.
_WEIGHTS = [0.05, 0.1, 0.25, 1.0]


# A word that is everywhere would fill the memory with places, of which those further on hardly
# differ in rank.
_MOST_RANKED = 20_000
_WHAT = "hits"


@dataclass(frozen=True)
class Hits:
    """Places in the tally: the best in their order, and all as bits."""

    best_first: "array[int]"
    bits: Bits

    def in_order(self, among: Bits, tally: Tally) -> Iterator[int]:
        """Those `among` them; behind the best the newest first."""
        start = min((tally.stretches[region].first for region in among), default=0)
        left = (bits << tally.stretches[region].first - start for region, bits in among.items())
        eights, told = _eights(reduce(or_, left, 0)), set[int]()
        end = start + len(eights) * 8
        for place in self.best_first:
            if start <= place < end and eights[place - start >> 3] >> (place - start & 7) & 1:
                told.add(place)
                yield place
        yield from (place for place in tally.newest_first(among) if place not in told)


def _eights(bits: int) -> bytes:
    return bits.to_bytes(bits.bit_length() // 8 + 1, "little")


@contextmanager
def by_index(question: Question) -> Iterator[None]:
    """The planner takes comparing words for cheap and reads the whole table, although each vector
    must be fetched and unpacked first: 1.7 s in place of 0.2 s with 100,000 listings."""
    if not question.words:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def rank_of(words: Sequence[Word]) -> SearchRank:
    meant: SearchQuery = reduce(or_, (one.ranking() for one in words))
    return SearchRank(F("headline"), meant, weights=_WEIGHTS)


def bits_with(question: Question, tally: Tally) -> Bits:
    """Whatever has the words; everything when there are none."""
    return _hits(question, tally).bits if question.words else tally.every


def best_of(question: Question, tally: Tally, first: int, end: int) -> list[int]:
    """The ids of a page, in order."""
    hits = _hits(question, tally)
    places = hits.in_order(tally.meeting(question.filters.chosen, hits.bits), tally)
    return [tally.ids[place] for place in islice(places, first, end)]


def keep_hits(question: Question, tally: Tally) -> None:
    """So that nobody waits for them who asks."""
    if question.words and not keep_longer(tally, _WHAT, _asked(question)):
        _hits(question, tally)


def _hits(question: Question, tally: Tally) -> Hits:
    """Wherever they are, and whatever else was chosen."""

    def find() -> Hits:
        best = rank_of(question.words).desc(nulls_last=True)
        ranked = question.listings(km=None).order_by(best, "-published_at", "-id")
        with by_index(question):
            found = [tally.places.get(pk) for pk in ranked.values_list("pk", flat=True)]
        # One that came online since has no place in this tally yet.
        placed = [place for place in found if place is not None]
        return Hits(array("I", placed[:_MOST_RANKED]), tally.by_region(placed))

    return kept(tally, _WHAT, _asked(question), find)


def _asked(question: Question) -> object:
    return question.words, question.is_loose
