"""Writes what a listing is found by; publishing calls this in its own transaction."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import connection

from loketten.kit.spelling import fold
from vacancies.models import Listing, ListingWord
from vacancies.models.word import LONGEST_WORD
from vacancies.search.everyday import everyday_words

SHORTEST_WORD = 3
_BATCH = 500
# `simple` keeps names as they are, the other two take off the endings of their language.
LANGUAGES = ("simple", "dutch", "english")
# Where the Dutch stemmer of PostgreSQL stops: it makes "trapp" of "trappen".
_DOUBLED = re.compile(r"([bfglmnprs])\1en\b")


class Told(NamedTuple):
    """All folded. What the title says counts most, what the running text says least."""

    names: str
    others: str
    company: str
    around: str
    text: str

    def words(self) -> set[str]:
        """Each once; figures alone are no word that anybody misspells."""
        found = {word for part in self for word in part.split()}
        return {
            word
            for word in found
            if SHORTEST_WORD <= len(word) <= LONGEST_WORD and not word.isdecimal()
        }


def write_words(listing_ids: Collection[int]) -> None:
    """Inside `at_desk` of the desk that published them, after each insert or change of a listing;
    many at a time cost far less than one by one."""
    ids = list(listing_ids)
    for first in range(0, len(ids), _BATCH):
        listings = _listings(ids[first : first + _BATCH])
        told = {listing.pk: told_by(listing) for listing in listings}
        _write(told)
        _keep_words(told.values())


def told_by(listing: Listing) -> Told:
    """What a listing says, in the languages of those who look for it."""
    occupation, sector, route = listing.occupation, listing.sector, listing.route
    names = [listing.title, occupation.name, occupation.label, occupation.name_en]
    others = [
        *occupation.synonyms,
        everyday_words(occupation.isco08),
        listing.qualification.name if listing.qualification else "",
    ]
    around = [
        *_where(listing),
        sector.label_nl,
        sector.label_en,
        route.label_nl,
        route.label_en,
        f"mbo {listing.mbo_level} niveau {listing.mbo_level}" if listing.mbo_level else "",
        "entree entry level" if listing.mbo_level == 1 else "",
        "geen diploma nodig no diploma needed" if listing.needs_no_diploma else "",
        "avond weekend evening" if listing.in_evening else "",
    ]
    text = [listing.tasks, listing.learning, listing.offer, listing.asks]
    parts = (names, others, [listing.employer_name], around, text)
    return Told(*(_with_singulars(fold(" ".join(part))) for part in parts))


def singular(words: str) -> str:
    """ "mannen" becomes "man"; what is no such plural stays as it is."""
    return _DOUBLED.sub(r"\1", words)


def _with_singulars(text: str) -> str:
    return " ".join([text, *(one for word in text.split() if (one := singular(word)) != word)])


def _listings(ids: list[int]) -> Iterable[Listing]:
    related = ("occupation", "sector", "route", "qualification", "region", "municipality")
    listings = Listing.objects.filter(pk__in=ids).select_related(*related)
    return listings.prefetch_related("municipality__aliases")


def _where(listing: Listing) -> Iterable[str]:
    """Also what people call the town otherwise: "Den Bosch", "Ljouwert"."""
    yield listing.city
    yield listing.region.name
    yield listing.region.tile_label
    if listing.municipality is None:
        return
    yield listing.municipality.name
    yield listing.municipality.province
    for alias in listing.municipality.aliases.all():
        if alias.stands_for in {listing.city, listing.municipality.name}:
            yield alias.name


def _write(told: dict[int, Told]) -> None:
    headline = " || ".join(
        f"setweight(to_tsvector('{language}', told.{part}), '{weight}')"
        for part, weight in (("names", "A"), ("others", "B"), ("company", "C"))
        for language in LANGUAGES
    )
    rest = " || ".join(
        [
            *(f"setweight(to_tsvector('{language}', told.around), 'C')" for language in LANGUAGES),
            "to_tsvector('dutch', told.text)",
        ]
    )
    columns = [list(column) for column in zip(*told.values(), strict=True)] or [
        [] for _ in Told._fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(  # only the names above go into the text
            "UPDATE vacancies_listing AS listing "  # noqa: S608
            f"SET headline = {headline}, words = {headline} || {rest} "
            "|| to_tsvector('dutch', told.text) FROM unnest(%s::bigint[], %s::text[], "
            "%s::text[], %s::text[], %s::text[], %s::text[]) "
            "AS told (id, names, others, company, around, text) WHERE listing.id = told.id",
            [list(told), *columns],
        )


def _keep_words(told: Iterable[Told]) -> None:
    """In one order, so that two who publish at the same moment never wait for each other."""
    words = sorted(set[str]().union(*(one.words() for one in told)))
    known = set(ListingWord.objects.filter(word__in=words).values_list("word", flat=True))
    fresh = [ListingWord(word=word) for word in words if word not in known]
    ListingWord.objects.bulk_create(fresh, ignore_conflicts=True)
