"""A question made ready for the database: its words looked up, its place found."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Self

from vacancies.models import Listing
from vacancies.querysets import ListingQuerySet
from vacancies.search.choices import Choices
from vacancies.search.distance import box_around, distance_from
from vacancies.search.filters import USUAL_DISTANCE, Filters
from vacancies.search.groups import REGION
from vacancies.search.origin import Origin, Whereabouts, find_origin, town_among, towns_like
from vacancies.search.spelling import Word, look_up
from vacancies.search.tally import Tally, current_tally, kept
from vacancies.search.typed import Typed, is_only_a_place, read_words


@dataclass(frozen=True)
class Question:
    """`filters` are the ones that are used: a town among the words has become the origin."""

    filters: Filters
    words: tuple[Word, ...]
    where: Whereabouts
    today: date
    # A town or a postcode stood among the words, so nobody chose a distance.
    is_place_typed: bool = False
    is_widened: bool = False
    # One of the words is enough, or half of a compound.
    is_loose: bool = False
    # What is online, bit by bit, while nothing changes.
    tally: Tally | None = field(default=None, compare=False, repr=False)

    @property
    def anywhere(self) -> Tally | None:
        """The tally, for a question that asks for no distance."""
        return self.tally if self.where.origin is None or self.filters.km is None else None

    def listings(self, *, km: int | None, any_words: bool = False) -> ListingQuerySet:
        """Before any choice; on request whatever the words say."""
        listings = Listing.objects.live(self.today)
        if self.words and not any_words:
            asked = (one.wide(is_loose=self.is_loose) for one in self.words)
            listings = listings.filter(words=reduce(or_ if self.is_loose else and_, asked))
        if self.where.origin and km:
            near = distance_from(self.where.origin)
            box = box_around(self.where.origin, km)
            listings = listings.filter(box).alias(apart=near).filter(apart__lte=km)
        return listings

    def loosened(self) -> Self | None:
        """The nearest anywhere for a place that stood among the words; else with one of the words,
        or half of a compound. None when that asks the same."""
        if self.is_place_typed and self.where.origin:
            return replace(self, filters=self.filters.with_(km=None), is_widened=True)
        halves = sum(max(1, len(one.parts)) for one in self.words)
        return None if self.is_loose or halves < 2 else replace(self, is_loose=True)


def understood(
    filters: Filters, choices: Choices, today: date, tally: Tally | None = None
) -> Question:
    """A postcode or a town among the words says where, unless that was asked apart. The current
    tally counts, unless another is given."""
    tally, typed = tally or current_tally(today), read_words(filters.words)
    words = kept(tally, "words", typed.words, lambda: look_up(typed.words))
    where = Whereabouts()
    is_place_typed = False
    if typed.postcode and not filters.near:
        filters, is_place_typed = _near(filters, typed.postcode, words), True
    if filters.near:
        where = find_origin(filters.near, today)
    elif town := kept(tally, "town", (typed, words), lambda: _town(typed, words, today)):
        origin, words = town
        where = Whereabouts(origin)
        filters, is_place_typed = _near(filters, origin.name, words), True
    is_unknown = bool(filters.near) and not where.origin
    if is_unknown and (region := choices.region_called(filters.near)):
        chosen = {**filters.chosen, REGION: (region.code,)}
        filters, where = replace(filters, near="", km=None, chosen=chosen), Whereabouts()
    return Question(filters, tuple(words), where, today, is_place_typed, tally=tally)


def _near(filters: Filters, near: str, words: list[Word]) -> Filters:
    left = " ".join(word.typed for word in words)
    return replace(filters, near=near, km=USUAL_DISTANCE, words=left)


def _town(typed: Typed, words: list[Word], today: date) -> tuple[Origin, list[Word]] | None:
    """A town among the words, also with a typing error when something else was asked too, and the
    words that are left: one query, and a second for a word that no place has."""
    if not typed.towns:
        return None
    meant = _misspelled(words, today) if len(words) > 1 else {}
    town = town_among((*typed.towns, *meant), (*typed.villages, *meant), today)
    if town is None:
        return None
    name, origin = town
    said = name.split() if name in typed.towns else [meant[name]]
    return origin, [word for word in words if word.typed not in said]


def _misspelled(words: list[Word], today: date) -> dict[str, str]:
    """Names that could be those of towns, each with what was typed."""
    meant = {
        one: word.typed
        for word in words
        for one in (*word.same, *word.instead)
        if not word.is_known and is_only_a_place(one)
    }
    unheard = [word.typed for word in words if word.is_unheard]
    if unheard:
        towns = filter(is_only_a_place, towns_like(unheard[-1], today))
        meant |= dict.fromkeys(towns, unheard[-1])
    return meant
