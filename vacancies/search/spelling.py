"""Finds what a word may also be: an inflection, part of a compound, or a typing error."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from loketten.kit.spelling import typing_errors
from vacancies.models import ListingWord
from vacancies.search.typed import SOFT
from vacancies.search.words import singular

_SHORTEST_PART = 4
# Shorter endings are no word by themselves: "-eur", "-ing".
_SHORTEST_END = 5
_MOST_COMPOUNDS = 40
_MOST_CORRECTIONS = 3
_MOST_ROWS = 600
_ENDINGS = frozenset(["s", "n", "e", "es", "en", "t"])
# Between the two halves of a compound.
_JOINTS = ("", "s", "e", "en", "n")


@dataclass(frozen=True)
class Word:
    """One word of a question. What is in `instead` was not typed, so the visitor is told."""

    typed: str
    same: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    def sure(self) -> SearchQuery:
        """What ranks high: the word itself, or what must have been meant."""
        meant = (self.typed, singular(self.typed), *self.same, *self.instead)
        return _any_of(meant, begins=True)

    def ranking(self) -> SearchQuery:
        """Also half of a compound counts."""
        return self.sure() | _any_of(self.parts) if self.parts else self.sure()

    def wide(self) -> SearchQuery:
        """What is found at all."""
        found = self.sure()
        if self.compounds:
            found = found | _any_of(self.compounds)
        if self.parts:
            found = found | reduce(lambda one, other: one & other, map(_one, self.parts))
        return found


def look_up(words: Iterable[str]) -> list[Word]:
    """One query for all of them."""
    asked = list(words)
    if not asked:
        return []
    joined = [one + other for one, other in pairwise(asked)]
    wanted = Q(word__in={*joined, *(part for word in asked for part in (word, *_cuts(word)))})
    for word in asked:
        if len(word) >= _SHORTEST_PART:
            wanted |= Q(word__contains=word) | Q(word__trigram_similar=word)
    known = ListingWord.objects.filter(wanted).values_list("word", flat=True)[:_MOST_ROWS]
    vocabulary = set(known)
    whole = [one for one in joined if one in vocabulary]
    return [_read(word, vocabulary, [one for one in whole if word in one]) for word in asked]


def _read(word: str, vocabulary: set[str], whole: list[str]) -> Word:
    """`whole`: what the word makes together with its neighbour, as in "auto monteur"."""
    same = tuple(whole)
    if word not in vocabulary:
        same += tuple(sorted(one for one in vocabulary if _is_inflection(one, word)))
    compounds = tuple(
        sorted(
            (one for one in vocabulary if len(word) >= _SHORTEST_PART and _is_part(word, one)),
            key=lambda one: (len(one), one),
        )[:_MOST_COMPOUNDS]
    )
    if word in vocabulary or same or any(one.startswith(word) for one in compounds):
        return Word(word, same, compounds)
    parts = tuple(part for part in _parts(word, vocabulary) if part not in SOFT)
    if parts:
        return Word(word, compounds=compounds, parts=parts)
    near = _corrections(word, vocabulary)
    if near or compounds:
        return Word(word, compounds=compounds, instead=near)
    return Word(word, instead=_last_part(word, vocabulary))


def _is_inflection(one: str, other: str) -> bool:
    """ "kok" and "koks"; "timmerman" and "timmermannen"."""
    if singular(one) == other or singular(other) == one:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short) and long[len(short) :] in _ENDINGS


def _is_part(word: str, longer: str) -> bool:
    return longer != word and (longer.startswith(word) or longer.endswith(word))


def _cuts(word: str) -> set[str]:
    """Every beginning and every end that may be a word."""
    cuts = range(_SHORTEST_PART, len(word) - 2)
    return {word[:at] for at in cuts} | {word[at:] for at in cuts} | {singular(word)}


def _parts(word: str, vocabulary: set[str]) -> tuple[str, ...]:
    """ "zonnepanelenmonteur" as "zonnepanelen" and "monteur"; the longest end first."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        end = word[at:]
        if end not in vocabulary and end not in SOFT:
            continue
        for joint in _JOINTS:
            start = word[:at].removesuffix(joint) if joint else word[:at]
            if len(start) >= _SHORTEST_PART and start in vocabulary:
                return (start, end)
    return ()


def _last_part(word: str, vocabulary: set[str]) -> tuple[str, ...]:
    """ "kerkorgelmonteur" is some kind of "monteur"."""
    ends = (word[at:] for at in range(_SHORTEST_PART, len(word) - _SHORTEST_END + 1))
    return next(((end,) for end in ends if end in vocabulary), ())


def _corrections(word: str, vocabulary: set[str]) -> tuple[str, ...]:
    most = sum(len(word) >= length for length in (4, 8, 13))
    graded = [
        (typing_errors(word, one), one)
        for one in vocabulary
        if len(one) >= _SHORTEST_PART - 1 and abs(len(one) - len(word)) <= most
    ]
    least = min((errors for errors, _ in graded), default=most + 1)
    if least > most:
        return ()
    near = sorted(one for errors, one in graded if errors == least)
    # Who types fast seldom gets the first letter wrong.
    near.sort(key=lambda one: one[0] != word[0])
    return tuple(near[:_MOST_CORRECTIONS])


def _any_of(words: Iterable[str], *, begins: bool = False) -> SearchQuery:
    return reduce(or_, (_one(word, begins=begins) for word in dict.fromkeys(words)))


def _one(word: str, *, begins: bool = False) -> SearchQuery:
    """The word as it is (and, when long enough, as a beginning), and by its stem in both
    languages. A folded word has no sign with a meaning in a query."""
    star = ":*" if begins and len(word) >= _SHORTEST_PART else ""
    return (
        SearchQuery(f"'{word}'{star}", config="simple", search_type="raw")
        | SearchQuery(word, config="dutch")
        | SearchQuery(word, config="english")
    )
