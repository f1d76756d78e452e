"""Loads the municipalities of CBS, the region of each, and the abolished ones."""

import re
from typing import Any

from loketten.tenancy.models import Municipality, MunicipalitySuccessor, Region, RegionMembership
from loketten.tenancy.provinces import PROVINCES
from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.history import keep_history
from loketten.tenancy.reference.regions import REGION_CODE
from loketten.tenancy.reference.table import BadFileError, Line, read_table
from loketten.tenancy.reference.writing import Tally, save_rows, upsert

MUNICIPALITY_CODE = r"GM[0-9]{4}"
LATITUDES = (50.5, 53.8)
LONGITUDES = (3.0, 7.5)

_CBS_SUFFIX = re.compile(r" \([A-Z]{1,2}\.\)$")


def display_name(official_name: str) -> str:
    """CBS adds a province to a few names; only Bergen needs it, because there are two."""
    if official_name.startswith("Bergen ("):
        return official_name
    return _CBS_SUFFIX.sub("", official_name)


def load_municipalities(edition: Edition) -> Tally:
    """A municipality that changes region gets a new membership; the old one ends the day before."""
    table = read_table(
        edition.path,
        needed={
            "municipality": ("municipality_code", "code"),
            "official_name": ("municipality_name", "name"),
            "province": (),
            "region": ("region_code",),
            "lat": (),
            "lon": (),
        },
    )
    regions = set(Region.objects.valid_on(edition.day).values_list("pk", flat=True))
    wanted: dict[str, dict[str, Any]] = {}
    region_of: dict[str, str] = {}
    for line in table:
        code = line.code("municipality", MUNICIPALITY_CODE, "GM0363")
        if code in wanted:
            raise line.error(f"{code} stands in the file twice.")
        wanted[code] = _values(line)
        region_of[code] = line.code("region", REGION_CODE, "AM05")
        if region_of[code] not in regions:
            raise line.error(f"there is no region {region_of[code]} on {edition.day}.")
    _remember_old_names(wanted)
    tally = upsert(Municipality, "code", wanted, edition)
    memberships = {(code,): {"region_id": region} for code, region in region_of.items()}
    moves = keep_history(RegionMembership, ("municipality_id",), memberships, edition)
    return tally + Tally(changed=moves.new - tally.new + moves.changed)


def _values(line: Line) -> dict[str, Any]:
    official_name = line.text("official_name", longest=80)
    province = line.text("province")
    if province not in PROVINCES:
        raise line.error(f"there is no province {province!r}.")
    return {
        "name": display_name(official_name),
        "official_name": official_name,
        "province": province,
        "lat": line.degrees("lat", *LATITUDES),
        "lon": line.degrees("lon", *LONGITUDES),
    }


def _remember_old_names(wanted: dict[str, dict[str, Any]]) -> None:
    """People go on using the old name of a municipality that was renamed under the same code."""
    for stored in Municipality.objects.filter(pk__in=wanted):
        if stored.name != wanted[stored.pk]["name"]:
            MunicipalitySuccessor.objects.get_or_create(
                old_code=stored.pk, old_name=stored.name, municipality=stored
            )


def load_former_municipalities(edition: Edition) -> Tally:
    """Only adds: whoever lived in an abolished municipality goes on saying its name."""
    table = read_table(
        edition.path,
        needed={"old_code": (), "old_name": (), "municipality": ("new_code", "municipality_code")},
    )
    codes = known_municipalities()
    stored = set(
        MunicipalitySuccessor.objects.values_list("old_code", "old_name", "municipality_id")
    )
    new: dict[tuple[str, str, str], MunicipalitySuccessor] = {}
    for line in table:
        key = (
            line.code("old_code", MUNICIPALITY_CODE, "GM0457"),
            line.text("old_name", longest=80),
            municipality_in(line, codes),
        )
        if key not in stored:
            new[key] = MunicipalitySuccessor(
                old_code=key[0], old_name=key[1], municipality_id=key[2]
            )
    save_rows(MunicipalitySuccessor, new=list(new.values()))
    return Tally(new=len(new))


def known_municipalities() -> frozenset[str]:
    """All codes, the abolished included."""
    return frozenset(Municipality.objects.values_list("pk", flat=True))


def municipality_in(line: Line, codes: frozenset[str]) -> str:
    """The code in this line; an unknown one is an error."""
    code = line.code("municipality", MUNICIPALITY_CODE, "GM0363")
    if code not in codes:
        raise line.error(f"there is no municipality {code}.")
    return code


def refuse_stray_members(edition: Edition) -> None:
    """A municipality must not stay behind in a region that this edition ends."""
    stray = (
        RegionMembership.objects.valid_on(edition.day)
        .exclude(region__in=Region.objects.valid_on(edition.day))
        .select_related("municipality", "region")
        .first()
    )
    if stray is not None:
        raise BadFileError(
            edition.path,
            f"{stray.municipality} still lies in {stray.region} ({stray.region_id}), which ends; "
            "load the municipalities in the same run.",
        )
