"""Loads the occupations of ESCO and the qualifications of SBB."""

from typing import Any

from loketten.tenancy.models import Code, CodeList, Occupation, Qualification
from loketten.tenancy.reference.code_lists import Sectors
from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.table import Line, Table, read_table
from loketten.tenancy.reference.writing import Tally, upsert

_ESCO_URI = r"http://data\.europa\.eu/esco/occupation/[0-9a-f-]{36}"


def load_occupations(edition: Edition) -> Tally:
    """Takes our short list and the whole of ESCO; the latter leaves our everyday names alone."""
    table = read_table(
        edition.path,
        needed={
            "esco_uri": (),
            "isco08": (),
            "esco_label": ("label", "esco_preferred_label_nl"),
            "esco_code": ("code",),
        },
        optional={
            "name": ("naam",),
            "english": ("name_en",),
            "sector": (),
            "synonyms": ("esco_synonyms",),
        },
    )
    known = set(Occupation.objects.values_list("esco_uri", flat=True))
    sectors = Sectors()
    wanted: dict[str, dict[str, Any]] = {}
    for line in table:
        uri = line.code("esco_uri", _ESCO_URI, "http://data.europa.eu/esco/occupation/<uuid>")
        if uri in wanted:
            raise line.error(f"{uri} stands in the file twice.")
        wanted[uri] = _occupation(table, line, sectors, is_new=uri not in known)
    return upsert(Occupation, "esco_uri", wanted, edition)


def _occupation(table: Table, line: Line, sectors: Sectors, *, is_new: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "esco_code": line.text("esco_code", longest=20),
        "isco08": line.code("isco08", r"[0-9]{4}", "7115"),
        "label": line.text("esco_label", longest=160),
    }
    if "name" in table.columns:
        values["name"] = line.text("name", longest=160)
    elif is_new:
        values["name"] = values["label"]
    if "english" in table.columns:
        values["name_en"] = line.cells["english"].strip()
    if "sector" in table.columns:
        values["sector_id"] = sectors.key_in(line)
    if "synonyms" in table.columns:
        label = values["label"].casefold()
        values["synonyms"] = [
            synonym for synonym in line.parts("synonyms") if synonym.casefold() != label
        ]
    return values


def load_qualifications(edition: Edition) -> Tally:
    """A crebo that is replaced ends; agreements and recognitions under it stay readable."""
    table = read_table(
        edition.path,
        needed={"crebo": (), "name": ("kwalificatie",), "level": ("niveau",)},
        optional={
            "sector": ("sbb_sectorkamer", "sectorkamer"),
            "routes": ("leerweg",),
            "valid_from": (),
            "valid_until": (),
        },
    )
    sectors = Sectors()
    routes = {code.key.removeprefix("route.") for code in Code.objects.in_list(CodeList.ROUTE)}
    wanted: dict[str, dict[str, Any]] = {}
    for line in table:
        crebo = line.code("crebo", r"[0-9]{5}", "25655")
        if crebo in wanted:
            raise line.error(f"{crebo} stands in the file twice.")
        wanted[crebo] = _qualification(table, line, sectors, routes)
    return upsert(Qualification, "crebo", wanted, edition)


def _qualification(table: Table, line: Line, sectors: Sectors, routes: set[str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": line.text("name", longest=160),
        "level": line.whole("level", 1, 4),
    }
    if "sector" in table.columns:
        values["sector_id"] = sectors.key_in(line)
    if "routes" in table.columns:
        values["routes"] = _routes(line, routes)
    days = {name: line.day(name) for name in ("valid_from", "valid_until")}
    return values | {name: day for name, day in days.items() if day is not None}


def _routes(line: Line, routes: set[str]) -> list[str]:
    """SBB writes BOL/BBL, we write bol|bbl."""
    names = line.cells["routes"].casefold().replace("/", "|").split("|")
    keys = [name.strip() for name in names if name.strip()]
    unknown = next((name for name in keys if name not in routes), None)
    if unknown is not None:
        raise line.error(f"there is no learning route {unknown!r}.")
    return [f"route.{name}" for name in keys]
