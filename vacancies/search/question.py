"""A question made ready for the database: its words looked up, its place found."""

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_

from vacancies.models import Listing
from vacancies.querysets import ListingQuerySet
from vacancies.search.choices import Choices
from vacancies.search.distance import box_around, distance_from
from vacancies.search.filters import USUAL_DISTANCE, Filters
from vacancies.search.origin import Whereabouts, find_origin, town_among
from vacancies.search.spelling import Word, look_up
from vacancies.search.typed import read_words


@dataclass(frozen=True)
class Question:
    """`filters` are the ones that are used: a town among the words has become the origin."""

    filters: Filters
    words: tuple[Word, ...]
    where: Whereabouts
    today: date

    def listings(
        self, *, km: int | None, every_word: bool = True, any_words: bool = False
    ) -> ListingQuerySet:
        """Before any choice; on request with one of the words only, or whatever they say."""
        listings = Listing.objects.live(self.today)
        if self.words and not any_words:
            join = and_ if every_word and not self.filters.any_word else or_
            listings = listings.filter(words=reduce(join, (one.wide() for one in self.words)))
        if self.where.origin and km:
            near = distance_from(self.where.origin)
            box = box_around(self.where.origin, km)
            listings = listings.filter(box).alias(apart=near).filter(apart__lte=km)
        return listings


def understood(filters: Filters, choices: Choices, today: date) -> Question:
    """A postcode or a town among the words says where, unless that was asked apart."""
    typed = read_words(filters.words)
    words, where = typed.words, Whereabouts()
    if typed.postcode and not filters.near:
        filters = replace(filters, near=typed.postcode, km=USUAL_DISTANCE, words=" ".join(words))
    if filters.near:
        where = find_origin(filters.near, today)
    elif town := town_among(typed.names, today) if typed.names else None:
        name, origin = town
        words, where = typed.without(name), Whereabouts(origin)
        filters = replace(filters, near=origin.name, km=USUAL_DISTANCE, words=" ".join(words))
    if not where.origin and (region := choices.region_called(filters.near)):
        chosen = {**filters.chosen, "regio": (region.code,)}
        filters, where = replace(filters, near="", km=None, chosen=chosen), Whereabouts()
    return Question(filters, tuple(look_up(words)), where, today)
