"""Where a name, a postcode or a code lies on a given day: reads of the reference tables."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Q, QuerySet, Value

from loketten.tenancy.models import (
    Municipality,
    MunicipalitySuccessor,
    Place,
    PlaceAlias,
    PostcodeRange,
    Region,
    RegionMembership,
    RegionName,
)

# Below this, two names share too few letters to be one name with a typing error.
_LEAST_ALIKE = 0.2
_MOST_NAMES = 200
_MOST_ALIKE = 60


class Kind(IntEnum):
    """What bears the name, the biggest first."""

    MUNICIPALITY = 1
    REGION = 2
    PLACE = 3
    ALIAS = 4


@dataclass(frozen=True)
class Named:
    """One bearer of a name; the code of a municipality or of a region is filled."""

    kind: Kind
    name: str
    key: str
    municipality: str = ""
    region: str = ""


@dataclass(frozen=True)
class Home:
    """A municipality and the region in which it lies on the day."""

    municipality: Municipality
    region: str


class Atlas:
    """The regions, and some municipalities or a whole province, on one day: two queries."""

    def __init__(self, codes: Collection[str], on: date, *, province: str | None = None) -> None:
        self.regions = {region.code: region for region in Region.objects.valid_on(on)}
        self.province = province
        self.in_province: list[Home] = []
        self._present: dict[str, list[Home]] = {}
        self._former: dict[str, list[Home]] = {}
        # A municipality comes once for each that went up in it.
        for membership in _memberships(codes, on, province):
            home = Home(membership.municipality, membership.region_id)
            if home.region not in self.regions:
                continue
            _keep(self._present.setdefault(membership.municipality_id, []), home)
            _keep(self._former.setdefault(membership.former_code, []), home)
            if home.municipality.province == province:
                _keep(self.in_province, home)

    def homes_of(self, code: str) -> list[Home]:
        """Of an abolished municipality: its successors."""
        return self._present.get(code) or self._former.get(code, [])


def _keep(homes: list[Home], home: Home) -> None:
    if home not in homes:
        homes.append(home)


def _memberships(codes: Collection[str], on: date, province: str | None) -> QuerySet[Any]:
    wanted = Q(municipality__in=codes) | Q(municipality__predecessors__old_code__in=codes)
    if province:
        wanted |= Q(municipality__province=province)
    return (
        RegionMembership.objects.valid_on(on)
        .filter(wanted)
        .annotate(former_code=F("municipality__predecessors__old_code"))
        .select_related("municipality")
        .order_by("municipality__name")
    )


def postcode_neighbours(postcode: int, on: date) -> tuple[str | None, list[str]]:
    """The municipality whose run holds the postcode, or the two next to it by number."""
    runs = PostcodeRange.objects.valid_on(on).values_list("start", "end", "municipality_id")
    below = runs.filter(start__lte=postcode).order_by("-start")[:1]
    above = runs.filter(start__gt=postcode).order_by("start")[:1]
    found = sorted(below.union(above))
    sure = next((code for start, end, code in found if start <= postcode <= end), None)
    return sure, list(dict.fromkeys(code for _, _, code in found))


def spelled(keys: Collection[str], beginnings: Iterable[str], on: date) -> list[Named]:
    """Whatever bears one of these names, or a longer one with such a beginning."""
    wanted = Q(search_key__in=keys)
    for beginning in beginnings:
        wanted |= Q(search_key__startswith=beginning)
    return _named([names.filter(wanted) for names in _all_names(on)], "search_key", _MOST_NAMES)


def spelled_like(key: str, on: date) -> list[Named]:
    """Names that share enough letters, the likest first."""
    alike = [
        names.annotate(alike=TrigramSimilarity("search_key", key)).filter(alike__gte=_LEAST_ALIKE)
        for names in _all_names(on)
    ]
    return _named(alike, "-alike", _MOST_ALIKE)


def _all_names(on: date) -> list[QuerySet[Any]]:
    """Old names count for ever; a name that comes later does not count yet."""
    return [
        Municipality.objects.annotate(
            kind=Value(Kind.MUNICIPALITY), shown=F("name"), home=F("code"), area=Value("")
        ),
        MunicipalitySuccessor.objects.annotate(
            kind=Value(Kind.ALIAS),
            shown=F("old_name"),
            home=F("municipality_id"),
            area=Value(""),
        ),
        RegionName.objects.filter(valid_from__lte=on).annotate(
            kind=Value(Kind.REGION), shown=F("name"), home=Value(""), area=F("region_id")
        ),
        Place.objects.valid_on(on).annotate(
            kind=Value(Kind.PLACE), shown=F("name"), home=F("municipality_id"), area=Value("")
        ),
        PlaceAlias.objects.annotate(
            kind=Value(Kind.ALIAS),
            shown=F("stands_for"),
            home=F("municipality_id"),
            area=F("region_id"),
        ),
    ]


def _named(parts: list[QuerySet[Any]], order: str, most: int) -> list[Named]:
    columns = ["kind", "shown", "search_key", "home", "area"]
    if order == "-alike":
        columns.append("alike")
    first, *others = (part.values_list(*columns) for part in parts)
    rows = first.union(*others, all=True).order_by(order, "kind", "shown")[:most]
    return [
        Named(Kind(kind), shown, key, home or "", area or "")
        for kind, shown, key, home, area, *_ in rows
    ]
