"""What the lists of codes and regions offer to choose from, kept for some minutes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import get_language

from loketten.kit.spelling import fold
from loketten.tenancy.cache import shared_cache
from loketten.tenancy.models import Code, CodeList, Region
from loketten.tenancy.models.desk import is_open_on
from vacancies.search.made_by import CODE

_KEPT_SECONDS = 300
# Each process asks the cache anew after so long.
_NEAR_SECONDS = 10
_FAR = 99
_CACHE_KEY = f"places:choices:{CODE}"


@dataclass(frozen=True)
class RegionChoice:
    """A region and its desk; without an open desk the slug is empty."""

    code: str
    name: str
    town: str
    desk_slug: str
    desk_name: str
    desk_phone: str
    column: int | None = None
    row: int | None = None

    def steps_to(self, other: "RegionChoice") -> int:
        """How many tiles to go on the map; a region without a tile is far."""
        if None in (self.column, self.row, other.column, other.row):
            return _FAR
        down = int(other.row or 0) - int(self.row or 0)
        along = other._slanted() - self._slanted()
        return (abs(along) + abs(along + down) + abs(down)) // 2

    def _slanted(self) -> int:
        """Odd rows stand half a tile on, so a column is counted along the slant."""
        return int(self.column or 0) - int(self.row or 0) // 2


@dataclass(frozen=True, eq=False)
class Choices:
    """`routes` and `sectors` by the part of their key after the dot, in the order to read."""

    routes: dict[str, str]
    sectors: dict[str, str]
    regions: dict[str, RegionChoice]

    def region_called(self, name: str) -> RegionChoice | None:
        """By its code, its name, or the place by which most people know it."""
        key = fold(name)
        for region in self.regions.values():
            if key in {region.code.lower(), fold(region.name), fold(region.town)}:
                return region
        return None


def current_choices() -> Choices:
    """One query, or none when they were asked for lately; the same object while nothing changed."""
    rows = shared_cache.get_near(_CACHE_KEY, seconds=_NEAR_SECONDS)
    if rows is None:
        rows = _rows()
        shared_cache.set(_CACHE_KEY, rows, seconds=_KEPT_SECONDS)
    return _choices(rows, is_english=(get_language() or "nl").startswith("en"))


@lru_cache(maxsize=4)
def _choices(rows: tuple[tuple[Any, ...], ...], *, is_english: bool) -> Choices:
    labels: dict[str, dict[str, str]] = {CodeList.ROUTE: {}, CodeList.SECTOR: {}}
    regions: dict[str, RegionChoice] = {}
    for kind, key, *told in rows:
        if kind == "region":
            regions[key] = RegionChoice(key, *told)
        else:
            labels[kind][key.partition(".")[2]] = told[1] if is_english else told[0]
    return Choices(labels[CodeList.ROUTE], labels[CodeList.SECTOR], regions)


def _rows() -> tuple[tuple[Any, ...], ...]:
    today, nothing = timezone.localdate(), Value("")
    codes = (
        Code.objects.valid_on(today)
        .filter(list__in=[CodeList.ROUTE, CodeList.SECTOR])
        .annotate(slug=nothing, called=nothing, phone=nothing, row=Value(0))
        .values_list(
            "list", "key", "label_nl", "label_en", "slug", "called", "phone", "position", "row"
        )
    )
    regions = (
        Region.objects.valid_on(today)
        .annotate(
            kind=Value("region"),
            slug=Case(
                When(is_open_on(today, along="desk__"), then=F("desk__slug")), default=nothing
            ),
            called=F("desk__display_name"),
            phone=F("desk__phone"),
        )
        .values_list(
            "kind",
            "code",
            "name",
            "tile_label",
            "slug",
            "called",
            "phone",
            "tile_column",
            "tile_row",
        )
    )
    rows = codes.order_by().union(regions.order_by(), all=True)
    codes_first = sorted(rows, key=lambda row: (row[0], row[0] != "region" and row[7], row[2]))
    return tuple(
        (kind, key, one, other, slug or "", called or "", phone or "", place, row)
        for kind, key, one, other, slug, called, phone, place, row in codes_first
    )
