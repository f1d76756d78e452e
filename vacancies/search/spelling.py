"""Finds what a word may also be: an inflection, part of a compound, or a typing error."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from loketten.kit.spelling import typing_errors
from vacancies.models import ListingWord
from vacancies.search.relatives import first_halves, relatives, verbs
from vacancies.search.typed import SOFT
from vacancies.search.words import LANGUAGES, singular

_SHORTEST_PART = 4
_SHORTEST_START = 3
_SHORTEST_COMPOUND = 8
# Shorter endings are no word by themselves: "-eur", "-ing".
_SHORTEST_END = 5
_MOST_COMPOUNDS = 40
_MOST_RANKED = 12
_MOST_CORRECTIONS = 3
_MOST_ROWS = 600
_ENDINGS = frozenset(["s", "n", "e", "es", "en", "t"])
# What the stemmers take off.
_INFLECTED = ("e", "en", "end", "ing", "s")
# Between the two halves of a compound.
_JOINTS = ("", "s", "e", "en", "n")


@dataclass(frozen=True)
class Word:
    """One word of a question. What is in `instead` was not typed, so the visitor is told."""

    typed: str
    is_known: bool = True
    same: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    @property
    def is_unheard(self) -> bool:
        """No place has it, or anything that comes near."""
        near = (*self.same, *self.compounds, *self.parts, *self.instead)
        return not (self.is_known or near)

    def sure(self) -> SearchQuery:
        """The word itself, or what must have been meant."""
        return reduce(or_, (_one(word, begins=True) for word in self._meant))

    def ranking(self) -> SearchQuery:
        """What ranks high; also half of a compound counts, and a compound of the word."""
        meant = reduce(or_, map(_ranked, (*self._meant, *self.parts)))
        compounds = self.compounds[:_MOST_RANKED]
        return reduce(or_, (_raw(one, "simple", begins=False) for one in compounds), meant)

    @property
    def _meant(self) -> Iterable[str]:
        return dict.fromkeys((self.typed, singular(self.typed), *self.same, *self.instead))

    def wide(self, *, is_loose: bool = False) -> SearchQuery:
        """What is found at all; half of a compound is enough when the search is loose."""
        found = self.sure()
        if self.compounds:
            found = found | _any_of(self.compounds)
        if self.parts:
            found = found | reduce(or_ if is_loose else and_, map(_one, self.parts))
        return found


def look_up(words: Iterable[str]) -> list[Word]:
    """One query for all of them."""
    asked = list(words)
    if not asked:
        return []
    joined = [one + other for one, other in pairwise(asked)]
    wanted = Q(word__in={*joined, *(one for word in asked for one in _forms(word))})
    for word in asked:
        if len(word) >= _SHORTEST_PART:
            wanted |= Q(word__contains=word) | Q(word__trigram_similar=word)
    known = ListingWord.objects.filter(wanted).values_list("word", flat=True)[:_MOST_ROWS]
    vocabulary = set(known)
    whole = [one for one in joined if one in vocabulary]
    return [_read(word, vocabulary, [one for one in whole if word in one]) for word in asked]


def _forms(word: str) -> set[str]:
    return {word, *relatives(word), *verbs(word), *_cuts(word)}


def _read(word: str, vocabulary: set[str], whole: list[str]) -> Word:
    """`whole`: what the word makes together with its neighbour, as in "auto monteur"."""
    is_known = word in vocabulary
    same = (*whole, *sorted(_kin(word, vocabulary)))
    compounds = tuple(
        sorted(
            (one for one in vocabulary if len(word) >= _SHORTEST_PART and _is_part(word, one)),
            key=lambda one: (len(one), one),
        )[:_MOST_COMPOUNDS]
    )
    if is_known or same or any(one.startswith(word) for one in compounds):
        return Word(word, is_known, same, compounds)
    parts = tuple(part for part in _parts(word, vocabulary) if part not in SOFT)
    if parts:
        return Word(word, is_known, compounds=compounds, parts=parts)
    near = _corrections(word, vocabulary)
    if near or compounds:
        return Word(word, is_known, compounds=compounds, instead=near)
    return Word(word, is_known, instead=_half(word, vocabulary))


def _kin(word: str, vocabulary: set[str]) -> set[str]:
    """Words that say the same: who bakes for "bakken", and for a word that nobody has also what
    is done, and its plural or singular."""
    if word in vocabulary:
        return vocabulary & relatives(word)
    inflected = {one for one in vocabulary if _is_inflection(one, word)}
    return inflected | vocabulary & (relatives(word) | verbs(word))


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
    cuts = range(_SHORTEST_START, len(word) - 2)
    starts = {one for at in cuts for one in first_halves(word[:at])}
    return starts | {word[at:] for at in cuts} | {singular(word)}


def _parts(word: str, vocabulary: set[str]) -> tuple[str, ...]:
    """ "zonnepanelenmonteur" as "zonnepanelen" and "monteur"; the longest end first."""
    for at in range(_SHORTEST_START, len(word) - _SHORTEST_PART + 1):
        end = word[at:]
        if (end not in vocabulary and end not in SOFT) or len(word) < _SHORTEST_COMPOUND:
            continue
        if start := _start(word[:at], vocabulary):
            return (start, end)
    return ()


def _start(text: str, vocabulary: set[str]) -> str:
    """The first half of a compound as a word: "kook" of "kookhulp" is "kok"."""
    for joint in _JOINTS:
        start = text.removesuffix(joint) if joint else text
        if len(start) >= _SHORTEST_START and start in vocabulary:
            return start
    return next((one for one in first_halves(text) if one in vocabulary), "")


def _half(word: str, vocabulary: set[str]) -> tuple[str, ...]:
    """ "kerkorgelmonteur" is some kind of "monteur"; "boerenknecht" has to do with "boer"."""
    for at in range(_SHORTEST_START, len(word) - _SHORTEST_END + 1):
        if word[at:] in vocabulary:
            return (word[at:],)
    for at in range(len(word) - 2, _SHORTEST_PART - 1, -1):
        if start := _start(word[:at], vocabulary):
            return (start,)
    return ()


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


def _any_of(words: Iterable[str]) -> SearchQuery:
    return reduce(or_, map(_one, words))


def _one(word: str, *, begins: bool = False) -> SearchQuery:
    """The word as it is (and, when long enough, as a beginning), and by its stem in both
    languages. A folded word has no sign with a meaning in a query."""
    return (
        _raw(word, "simple", begins=begins)
        | SearchQuery(word, config="dutch")
        | SearchQuery(word, config="english")
    )


def _ranked(word: str) -> SearchQuery:
    """Of two that differ only in being a beginning PostgreSQL ranks by one, and then "magazijn"
    does not count in "magazijnmedewerker": so a word that is its own stem begins in both."""
    is_stem = not word.endswith(_INFLECTED)
    ways = (_raw(word, one, begins=is_stem or one == "simple") for one in LANGUAGES)
    return reduce(or_, ways)


def _raw(word: str, config: str, *, begins: bool) -> SearchQuery:
    star = ":*" if begins and len(word) >= _SHORTEST_PART else ""
    return SearchQuery(f"'{word}'{star}", config=config, search_type="raw")
