"""From where distances are measured: a postcode or a place in the address, which is never kept."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Value

from loketten.kit.postcodes import four_figures
from loketten.kit.spelling import fold, typing_errors
from loketten.tenancy.gazetteer import spelled_like
from loketten.tenancy.models import (
    Municipality,
    MunicipalitySuccessor,
    Place,
    PlaceAlias,
    PostcodePoint,
)

_LONGEST_NAME = 50
_MOST_SUGGESTED = 5
# In shorter words one wrong letter makes another word.
_LETTERS_AN_ERROR = 5
_CODE = re.compile(r"GM[0-9]{4}", re.IGNORECASE)


@dataclass(frozen=True)
class Origin:
    """A point, and what we call it."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Suggestion:
    """A place that may be meant; `near` asks for exactly this one."""

    label: str
    near: str


@dataclass(frozen=True)
class Whereabouts:
    """No origin when nobody knows the place; `others` bear the same name, or one like it."""

    origin: Origin | None = None
    others: tuple[Suggestion, ...] = ()


def find_origin(text: str, today: date) -> Whereabouts:
    """One query for what is known, a second for a name with a typing error."""
    if (postcode := four_figures(text)) is not None:
        point = PostcodePoint.objects.filter(pk=postcode).first()
        return Whereabouts(Origin(_postcode(text), point.lat, point.lon) if point else None)
    key = fold(text)
    if not key or len(key) > _LONGEST_NAME:
        return Whereabouts()
    if _CODE.fullmatch(text):
        known = Municipality.objects.filter(pk=text.upper())
        return _first_of(list(known), "")
    if towns := list(_towns_called(key, today)):
        # The town itself before a village elsewhere: "Hengelo".
        towns.sort(key=lambda town: (town.search_key != key, town.name))
        return _first_of(towns, text)
    return _alike(key, today)


def _postcode(text: str) -> str:
    """In capitals, and never broken over two lines."""
    return "\N{NO-BREAK SPACE}".join(text.upper().split())


def town_among(
    towns: tuple[str, ...], villages: tuple[str, ...], today: date
) -> tuple[str, Origin] | None:
    """The first of these names that is a town or a village, and where it lies; in one query."""
    aliases = PlaceAlias.objects.filter(municipality__isnull=False)
    places = Place.objects.valid_on(today).filter(search_key__in=villages)
    in_municipality = ("municipality__lat", "municipality__lon")
    known = (
        Municipality.objects.valid_on(today)
        .filter(search_key__in=towns)
        .annotate(kind=Value(1))
        .values_list("kind", "search_key", "name", "lat", "lon")
        .union(
            aliases.filter(search_key__in=towns)
            .annotate(kind=Value(2))
            .values_list("kind", "search_key", "stands_for", *in_municipality),
            places.annotate(kind=Value(3)).values_list(
                "kind", "search_key", "name", *in_municipality
            ),
        )
    )
    # Of namesakes the town itself, and else the first by name.
    found = {key: Origin(name, lat, lon) for _, key, name, lat, lon in sorted(known, reverse=True)}
    return next(((name, found[name]) for name in towns if name in found), None)


def towns_like(word: str, today: date) -> list[str]:
    """The keys of towns that may be meant by a word with a typing error, the likest first."""
    most = len(word) // _LETTERS_AN_ERROR
    alike = spelled_like(word, today) if most else []
    near = [(typing_errors(word, one.key), one) for one in alike if one.municipality]
    near.sort(key=lambda told: (told[0], told[1].kind))
    return list(dict.fromkeys(one.key for errors, one in near if errors <= most))


def _towns_called(key: str, today: date) -> QuerySet[Municipality]:
    called = Municipality.objects.filter(search_key=key).values("pk")
    wanted = called.union(
        Place.objects.valid_on(today).filter(search_key=key).values("municipality"),
        PlaceAlias.objects.filter(search_key=key, municipality__isnull=False).values(
            "municipality"
        ),
        MunicipalitySuccessor.objects.filter(search_key=key).values("municipality"),
    )
    return Municipality.objects.valid_on(today).filter(Q(pk__in=wanted))


def _first_of(towns: list[Municipality], text: str) -> Whereabouts:
    if not towns:
        return Whereabouts()
    first, *others = towns
    # As it is written, unless she calls it otherwise: "Den Bosch".
    name = first.name if fold(text) in {"", first.search_key} else text
    origin = Origin(name, first.lat, first.lon)
    return Whereabouts(origin, tuple(_suggested(town) for town in others[:_MOST_SUGGESTED]))


def _suggested(town: Municipality) -> Suggestion:
    return Suggestion(f"{town.name} ({town.province})", town.pk)


def _alike(key: str, today: date) -> Whereabouts:
    most = max(1, len(key) // 4)
    near = [one for one in spelled_like(key, today) if typing_errors(key, one.key) <= most]
    names = dict.fromkeys(one.name for one in near)
    return Whereabouts(others=tuple(Suggestion(name, name) for name in list(names)[:5]))
