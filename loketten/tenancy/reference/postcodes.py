"""Loads which postcodes belong to which municipality, and where each postcode lies."""

from itertools import pairwise
from typing import Any

from loketten.tenancy.models import PostcodePoint, PostcodeRange
from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.history import Key, keep_history
from loketten.tenancy.reference.municipalities import (
    LATITUDES,
    LONGITUDES,
    known_municipalities,
    municipality_in,
)
from loketten.tenancy.reference.table import Line, read_table
from loketten.tenancy.reference.writing import Tally, save_rows


def load_postcodes(edition: Edition) -> Tally:
    """A postcode that moves to another municipality ends its old run and starts a new one."""
    table = read_table(
        edition.path,
        needed={
            "first": ("pc4_from", "start"),
            "last": ("pc4_to", "end"),
            "municipality": ("municipality_code",),
        },
    )
    codes = known_municipalities()
    runs: list[tuple[int, int, str, Line]] = []
    for line in table:
        first = line.whole("first", 1000, 9999)
        last = line.whole("last", first, 9999)
        runs.append((first, last, municipality_in(line, codes), line))
    _refuse_overlap(runs)
    wanted: dict[Key, dict[str, Any]] = {run[:3]: {} for run in runs}
    return keep_history(PostcodeRange, ("start", "end", "municipality_id"), wanted, edition)


def _refuse_overlap(runs: list[tuple[int, int, str, Line]]) -> None:
    in_order = sorted(runs, key=lambda run: run[:2])
    for (_, last, _, before), (first, _, _, line) in pairwise(in_order):
        if first <= last:
            raise line.error(f"postcode {first} stands in line {before.number} too.")


def load_points(edition: Edition) -> Tally:
    """Adds and moves; a point that left the file stays, because an old address still has it."""
    table = read_table(
        edition.path, needed={"postcode": ("pc4",), "lat": ("latitude",), "lon": ("longitude",)}
    )
    stored = {point.postcode: point for point in PostcodePoint.objects.all()}
    new: dict[int, PostcodePoint] = {}
    changed: list[PostcodePoint] = []
    for line in table:
        point = PostcodePoint(
            postcode=line.whole("postcode", 1000, 9999),
            lat=line.degrees("lat", *LATITUDES),
            lon=line.degrees("lon", *LONGITUDES),
        )
        if point.postcode in new:
            raise line.error(f"{point.postcode} stands in the file twice.")
        known = stored.get(point.postcode)
        if known is None:
            new[point.postcode] = point
        elif (known.lat, known.lon) != (point.lat, point.lon):
            changed.append(point)
    save_rows(PostcodePoint, new=list(new.values()), changed=changed)
    return Tally(len(new), len(changed))
