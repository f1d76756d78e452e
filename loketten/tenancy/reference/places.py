"""Loads the names of towns and villages, and what else people call them."""

import re
from typing import Any

from loketten.tenancy.models import Place, PlaceAlias, Region
from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.history import Key, keep_history
from loketten.tenancy.reference.municipalities import (
    MUNICIPALITY_CODE,
    known_municipalities,
    municipality_in,
)
from loketten.tenancy.reference.regions import REGION_CODE
from loketten.tenancy.reference.table import read_table
from loketten.tenancy.reference.writing import Tally, save_rows


def load_places(edition: Edition) -> Tally:
    """A place that moves to another municipality is found in the old one until the day before."""
    table = read_table(
        edition.path,
        needed={"place": ("name", "woonplaats"), "municipality": ("municipality_code",)},
    )
    codes = known_municipalities()
    wanted: dict[Key, dict[str, Any]] = {}
    for line in table:
        key = (line.text("place", longest=80), municipality_in(line, codes))
        if key in wanted:
            raise line.error(f"{key[0]} in {key[1]} stands in the file twice.")
        wanted[key] = {}
    return keep_history(Place, ("name", "municipality_id"), wanted, edition)


def load_other_names(edition: Edition) -> Tally:
    """The file is the whole list: nothing points at an alias, so one that left is removed."""
    table = read_table(edition.path, needed={"name": (), "stands_for": (), "belongs_to": ()})
    codes = known_municipalities() | set(Region.objects.values_list("pk", flat=True))
    wanted: set[tuple[str, str, str]] = set()
    for line in table:
        home = line.code("belongs_to", f"{MUNICIPALITY_CODE}|{REGION_CODE}", "GM0363 or AM18")
        if home not in codes:
            raise line.error(f"there is no municipality or region {home}.")
        wanted.add((line.text("name", longest=80), line.text("stands_for", longest=80), home))
    stored = {
        (alias.name, alias.stands_for, alias.municipality_id or alias.region_id): alias.pk
        for alias in PlaceAlias.objects.all()
    }
    gone = [pk for key, pk in stored.items() if key not in wanted]
    PlaceAlias.objects.filter(pk__in=gone).delete()
    new = [_alias(*key) for key in sorted(wanted) if key not in stored]
    save_rows(PlaceAlias, new=new)
    return Tally(new=len(new), ended=len(gone))


def _alias(name: str, stands_for: str, home: str) -> PlaceAlias:
    is_municipality = bool(re.fullmatch(MUNICIPALITY_CODE, home))
    return PlaceAlias(
        name=name,
        stands_for=stands_for,
        municipality_id=home if is_municipality else None,
        region_id=None if is_municipality else home,
    )
