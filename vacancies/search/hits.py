"""Which listings have the words of a question, the best first: found once for all filters.

To find, count and rank a word that is everywhere takes the database a sixth of a second with
a hundred thousand listings. What visitors choose beside it differs each time; the words do not.
"""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from operator import or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection, transaction
from django.db.models import F

from vacancies.search.question import Question
from vacancies.search.spelling import Word
from vacancies.search.tally import Tally, bits_of, kept

# Of D, C, B and A. An everyday word stands in three spellings, which together count less than the
# half of a title.
_WEIGHTS = [0.05, 0.1, 0.25, 1.0]


@dataclass(frozen=True)
class Hits:
    """Places in the tally."""

    best_first: "array[int]"

    @cached_property
    def bits(self) -> int:
        return bits_of(self.best_first)


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


def bits_with(question: Question, tally: Tally) -> int:
    """Whatever has the words; everything when there are none."""
    return _hits(question, tally).bits if question.words else tally.every


def best_of(question: Question, tally: Tally, first: int, end: int) -> list[int]:
    """The ids of a page, in order."""
    hits = _hits(question, tally)
    left = tally.meeting(question.filters.chosen) & hits.bits
    eights = left.to_bytes(len(tally.ids) // 8 + 1, "little")
    among = (place for place in hits.best_first if eights[place >> 3] >> (place & 7) & 1)
    return [tally.ids[place] for place in islice(among, first, end)]


def _hits(question: Question, tally: Tally) -> Hits:
    """Wherever they are, and whatever else was chosen."""
    asked = question.words, question.is_loose

    def find() -> Hits:
        best = rank_of(question.words).desc(nulls_last=True)
        ranked = question.listings(km=None).order_by(best, "-published_at", "-id")
        with by_index(question):
            found = [tally.places.get(pk) for pk in ranked.values_list("pk", flat=True)]
        # One that came online since has no place in this tally yet.
        return Hits(array("I", [place for place in found if place is not None]))

    return kept(tally, "hits", asked, find)
