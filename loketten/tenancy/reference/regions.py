"""Loads the labour-market regions of CBS and keeps what they were called before."""

from typing import Any

from loketten.tenancy.models import Region, RegionName
from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.history import keep_history
from loketten.tenancy.reference.table import Line, Table, read_table
from loketten.tenancy.reference.writing import Tally, upsert

REGION_CODE = r"AM[0-9]{2}"


def load_regions(edition: Edition) -> Tally:
    """A region that gets another name keeps its code, its desk and its old name with its days."""
    table = read_table(
        edition.path,
        needed={"region": ("region_code", "code"), "name": ("region_name",)},
        optional={"known_by": ("tile_label",), "tile_column": (), "tile_row": ()},
    )
    known = set(Region.objects.values_list("pk", flat=True))
    wanted: dict[str, dict[str, Any]] = {}
    for line in table:
        code = line.code("region", REGION_CODE, "AM05")
        if code in wanted:
            raise line.error(f"{code} stands in the file twice.")
        wanted[code] = _values(table, line, is_new=code not in known)
    tally = upsert(Region, "code", wanted, edition)
    names = {(code,): {"name": values["name"]} for code, values in wanted.items()}
    # A new name is a new row in the history and a changed region: count the region alone.
    keep_history(RegionName, ("region_id",), names, edition)
    return tally


def _values(table: Table, line: Line, *, is_new: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"name": line.text("name", longest=80)}
    if "known_by" in table.columns:
        values["tile_label"] = line.text("known_by", longest=40)
    elif is_new:
        values["tile_label"] = values["name"][:40]
    if {"tile_column", "tile_row"} <= table.columns:
        values["tile_column"] = line.whole("tile_column", 0, 99)
        values["tile_row"] = line.whole("tile_row", 0, 99)
    return values
