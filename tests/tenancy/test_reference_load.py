"""`load_reference`: the same twice, newer files over older ones, and bad files."""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.utils import timezone

from loketten.tenancy.finder import find_desks
from loketten.tenancy.models import (
    Code,
    CodeList,
    Municipality,
    MunicipalitySuccessor,
    Occupation,
    Place,
    PlaceAlias,
    PostcodePoint,
    PostcodeRange,
    Qualification,
    ReferenceEdition,
    Region,
    RegionMembership,
    RegionName,
)
from loketten.tenancy.reference.lists import FOLDER, LISTS
from tests.tenancy.reference_files import Row, changed_copy, load, with_values, write_rows

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)
EVE = date(2026, 12, 31)
TABLES = (
    Code,
    Municipality,
    MunicipalitySuccessor,
    Occupation,
    Place,
    PlaceAlias,
    PostcodePoint,
    PostcodeRange,
    Qualification,
    ReferenceEdition,
    Region,
    RegionMembership,
    RegionName,
)


def _everything() -> dict[str, list[tuple[Any, ...]]]:
    return {
        table.__name__: list(table._default_manager.order_by("pk").values_list())
        for table in TABLES
    }


def _codes_on(day: date) -> dict[str, str]:
    found = RegionMembership.objects.valid_on(day)
    return dict(found.values_list("municipality_id", "region_id"))


def test_the_shipped_files_are_loaded() -> None:
    assert Region.objects.count() == 35
    assert len(_codes_on(timezone.localdate())) == 342
    assert PostcodePoint.objects.count() == 4069
    assert Occupation.objects.filter(sector=None).count() == 0
    assert set(Qualification.objects.values_list("level", flat=True)) == {1, 2, 3, 4}
    assert Code.objects.in_list(CodeList.THEME).count() == 28
    assert Municipality.objects.get(code="GM0603").name == "Rijswijk"
    assert Municipality.objects.get(code="GM0603").official_name == "Rijswijk (ZH.)"
    assert Municipality.objects.get(code="GM0373").name == "Bergen (NH.)"


def test_a_second_run_changes_nothing_and_says_so() -> None:
    before = _everything()
    said = load()
    assert said[-1] == "Done: 0 new, 0 changed, 0 ended."
    assert len(said) == len(LISTS) + 1
    assert _everything() == before


def test_the_same_files_named_one_by_one_change_no_row() -> None:
    before = _everything()
    options = [part for item in LISTS for part in (f"--{item.content}", FOLDER / item.file_name)]
    assert load(*options)[-1] == "Done: 0 new, 0 changed, 0 ended."
    after = _everything()
    del before["ReferenceEdition"], after["ReferenceEdition"]
    assert after == before


def test_a_renamed_region_keeps_its_code_and_its_old_name(tmp_path: Path) -> None:
    regions = changed_copy(
        tmp_path,
        "regions.csv",
        lambda rows: with_values(rows, "region", {"AM05": {"name": "Oost-Twente"}}),
    )
    said = load("--regions", regions, "--valid-from", NEW_YEAR)
    assert said[-1] == "Done: 0 new, 1 changed, 0 ended."
    region = Region.objects.get(code="AM05")
    assert region.name == "Oost-Twente"
    assert region.name_on(EVE) == "Twente"
    assert region.name_on(NEW_YEAR) == "Oost-Twente"
    names = RegionName.objects.filter(region=region).order_by("valid_from")
    assert list(names.values_list("name", "valid_from", "valid_until")) == [
        ("Twente", date(2023, 1, 1), EVE),
        ("Oost-Twente", NEW_YEAR, None),
    ]


def test_the_finder_knows_a_new_name_from_its_day_and_an_old_one_for_ever(tmp_path: Path) -> None:
    regions = changed_copy(
        tmp_path,
        "regions.csv",
        lambda rows: with_values(rows, "region", {"AM05": {"name": "Qwertyland"}}),
    )
    load("--regions", regions, "--valid-from", NEW_YEAR)
    assert find_desks("Qwertyland", EVE).regions == ()
    assert [region.code for region in find_desks("Qwertyland", NEW_YEAR).regions] == ["AM05"]
    assert [region.code for region in find_desks("Twente", NEW_YEAR).regions] == ["AM05"]


def test_a_municipality_moves_to_another_region_from_a_day(tmp_path: Path) -> None:
    """Zeewolde goes from Veluwe Stedendriehoek to Flevoland."""
    municipalities = changed_copy(
        tmp_path,
        "municipalities.csv",
        lambda rows: with_values(rows, "municipality", {"GM0050": {"region": "AM11"}}),
    )
    options = ("--municipalities", municipalities, "--valid-from", NEW_YEAR)
    assert load(*options)[-1] == "Done: 0 new, 1 changed, 0 ended."
    for typed in ("Zeewolde", "3891 AB", "GM0050"):
        assert [region.code for region in find_desks(typed, EVE).regions] == ["AM06"]
        assert [region.code for region in find_desks(typed, NEW_YEAR).regions] == ["AM11"]
    assert load(*options)[-1] == "Done: 0 new, 0 changed, 0 ended."


def test_municipalities_merge(tmp_path: Path) -> None:
    """Laren, Blaricum and Eemnes go up in one municipality with a new code."""
    gone = {"GM0417", "GM0376", "GM0317"}
    new = {
        "municipality": "GM9001",
        "official_name": "Bel",
        "province": "Noord-Holland",
        "region": "AM12",
        "lat": "52.254",
        "lon": "5.236",
    }

    def merged(rows: list[Row]) -> list[Row]:
        return [row for row in rows if row["municipality"] not in gone] + [new]

    def moved(rows: list[Row]) -> list[Row]:
        return [
            row | ({"municipality": "GM9001"} if row["municipality"] in gone else {})
            for row in rows
        ]

    successors = [
        {"old_code": code, "old_name": name, "municipality": "GM9001"}
        for code, name in (("GM0417", "Laren"), ("GM0376", "Blaricum"), ("GM0317", "Eemnes"))
    ]
    load(
        "--valid-from",
        NEW_YEAR,
        "--municipalities",
        changed_copy(tmp_path, "municipalities.csv", merged),
        "--former-municipalities",
        write_rows(tmp_path / "former.csv", successors),
        "--postcodes",
        changed_copy(tmp_path, "postcodes.csv", moved),
        "--places",
        changed_copy(tmp_path, "places.csv", moved),
    )
    assert Municipality.objects.get(code="GM0376").valid_until == EVE
    assert len(_codes_on(EVE)) == 342
    assert len(_codes_on(NEW_YEAR)) == 340
    for day in (EVE, NEW_YEAR):
        for typed in ("Blaricum", "1261 AB", "GM0376", "Eemnes", "Laren (NH)"):
            assert [region.code for region in find_desks(typed, day).regions] == ["AM12"], typed
    assert find_desks("GM9001", EVE).regions == ()
    assert {choice.q for choice in find_desks("Laren", EVE).choices} == {"GM0417", "GM0262"}
    assert {choice.q for choice in find_desks("Laren", NEW_YEAR).choices} == {"GM9001", "GM0262"}


def test_a_renamed_municipality_is_found_under_both_names(tmp_path: Path) -> None:
    municipalities = changed_copy(
        tmp_path,
        "municipalities.csv",
        lambda rows: with_values(
            rows, "municipality", {"GM1960": {"official_name": "Tielerwaard"}}
        ),
    )
    load("--municipalities", municipalities, "--valid-from", NEW_YEAR)
    for typed in ("West Betuwe", "Tielerwaard"):
        assert [region.code for region in find_desks(typed, NEW_YEAR).regions] == ["AM10"]


def test_a_region_goes_up_in_another(tmp_path: Path) -> None:
    regions = changed_copy(
        tmp_path, "regions.csv", lambda rows: [row for row in rows if row["region"] != "AM35"]
    )
    municipalities = changed_copy(
        tmp_path,
        "municipalities.csv",
        lambda rows: [row | {"region": row["region"].replace("AM35", "AM23")} for row in rows],
    )
    with pytest.raises(CommandError, match="load the municipalities in the same run"):
        load("--regions", regions, "--valid-from", NEW_YEAR)
    assert Region.objects.get(code="AM35").valid_until is None
    load("--regions", regions, "--municipalities", municipalities, "--valid-from", NEW_YEAR)
    assert Region.objects.get(code="AM35").valid_until == EVE
    assert [region.code for region in find_desks("Gorinchem", EVE).regions] == ["AM35"]
    assert [region.code for region in find_desks("Gorinchem", NEW_YEAR).regions] == ["AM23"]
    assert find_desks("AM35", NEW_YEAR).regions == ()


def test_the_shipped_files_never_undo_a_newer_one(tmp_path: Path) -> None:
    municipalities = changed_copy(
        tmp_path,
        "municipalities.csv",
        lambda rows: with_values(rows, "municipality", {"GM0050": {"region": "AM11"}}),
    )
    load("--municipalities", municipalities, "--valid-from", NEW_YEAR)
    before = _everything()
    assert load()[-1] == "Done: 0 new, 0 changed, 0 ended."
    assert _everything() == before
    with pytest.raises(CommandError, match=r"loaded with --valid-from 2027-01-01"):
        load("--municipalities", FOLDER / "municipalities.csv", "--valid-from", EVE)


def test_a_release_leaves_a_relabelled_code_alone() -> None:
    Code.objects.filter(key="channel.phone").update(label_nl="Bellen")
    load()
    assert Code.objects.get(key="channel.phone").label_nl == "Bellen"


def test_a_code_that_left_its_list_ends_and_other_lists_stay(tmp_path: Path) -> None:
    codes = changed_copy(
        tmp_path,
        "codes.csv",
        lambda rows: [
            row
            for row in rows
            if row["code"].startswith("channel.") and row["code"] != "channel.chat"
        ],
    )
    said = load("--codes", codes, "--valid-from", NEW_YEAR)
    assert said[-1].endswith("1 ended.")
    chat = Code.objects.get(key="channel.chat")
    assert chat in Code.objects.valid_on(EVE)
    assert chat not in Code.objects.valid_on(NEW_YEAR)
    assert not Code.objects.filter(list=CodeList.THEME, valid_until__isnull=False).exists()


def test_a_code_that_comes_back_is_valid_again(tmp_path: Path) -> None:
    codes = changed_copy(
        tmp_path, "codes.csv", lambda rows: [row for row in rows if row["code"] != "channel.chat"]
    )
    load("--codes", codes, "--valid-from", NEW_YEAR)
    load("--codes", FOLDER / "codes.csv", "--valid-from", NEW_YEAR + timedelta(days=365))
    assert Code.objects.get(key="channel.chat").valid_until is None


def test_a_crebo_that_was_replaced_ends(tmp_path: Path) -> None:
    qualifications = changed_copy(
        tmp_path,
        "qualifications.csv",
        lambda rows: with_values(rows, "crebo", {"25118": {"crebo": "25799", "valid_from": ""}}),
    )
    load("--qualifications", qualifications, "--valid-from", NEW_YEAR)
    assert Qualification.objects.get(crebo="25118").valid_until == EVE
    assert Qualification.objects.get(crebo="25799").valid_from == NEW_YEAR


def _esco(rows: list[Row]) -> list[Row]:
    """Under the headings of the official extract, without our names and sectors."""
    return [
        {
            "esco_uri": row["esco_uri"],
            "isco08": row["isco08"],
            "label": row["esco_label"],
            "synonyms": row["synonyms"],
            "code": row["esco_code"],
        }
        for row in rows
    ]


def test_the_large_esco_file_leaves_our_names_alone(tmp_path: Path) -> None:
    more = [
        {
            "esco_uri": f"http://data.europa.eu/esco/occupation/{number:08x}-0000-4000-8000-{0:012x}",
            "isco08": "2166",
            "label": f"beroep {number}",
            "synonyms": "een naam|een naam|nog een naam",
            "code": f"2166.{number}",
        }
        for number in range(3000)
    ]
    esco = changed_copy(tmp_path, "occupations.csv", lambda rows: [*_esco(rows), *more])
    started = time.perf_counter()
    assert load("--occupations", esco)[-1] == "Done: 3000 new, 0 changed, 0 ended."
    assert time.perf_counter() - started < 5
    roofer = Occupation.objects.get(name="Dakdekker")
    assert (roofer.name_en, roofer.sector_id) == ("Roofer", "sector.technology")
    new = Occupation.objects.get(esco_code="2166.7")
    assert (new.name, new.sector, new.synonyms) == ("beroep 7", None, ["een naam", "nog een naam"])
    assert load()[-1] == "Done: 0 new, 0 changed, 0 ended."
    assert Occupation.objects.valid_on(timezone.localdate()).count() == 3096


def test_semicolons_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    text = (FOLDER / "regions.csv").read_text(encoding="utf-8").replace(",", ";")
    path = tmp_path / "regions.csv"
    path.write_text(text, encoding="utf-8-sig")
    assert load("--regions", path)[-1] == "Done: 0 new, 0 changed, 0 ended."


BAD_FILES = {
    "a column is missing": (
        "regions",
        "region,label\nAM05,Twente\n",
        "bad.csv, line 1: the column name is missing.",
    ),
    "a wrong code": (
        "regions",
        "region,name\nAM05,Twente\nAM5,Oost\n",
        "bad.csv, line 3: 'AM5' is not a region; a good one looks like AM05.",
    ),
    "twice": (
        "regions",
        "region,name\nAM05,Twente\nAM05,Oost\n",
        "bad.csv, line 3: AM05 stands in the file twice.",
    ),
    "nothing in it": ("regions", "region,name\n", "bad.csv: the file has no rows."),
    "empty": ("regions", "", "bad.csv: the file has no rows."),
    "an empty name": (
        "regions",
        "region,name\nAM05, \n",
        "bad.csv, line 2: the column name is empty.",
    ),
    "too many cells": (
        "regions",
        "region,name\nAM05,Twente,Oost\n",
        "bad.csv, line 2: 3 columns instead of 2.",
    ),
    "a quote that never ends": (
        "regions",
        'region,name\nAM05,"Twente\n',
        "bad.csv, line 2: this is not good CSV (unexpected end of data).",
    ),
    "a NUL": (
        "regions",
        "region,name\nAM05,Twen\0te\n",
        "bad.csv, line 2: there is a NUL character in it.",
    ),
    "an unknown region": (
        "municipalities",
        "municipality,official_name,province,region,lat,lon\n"
        "GM0014,Groningen,Groningen,AM04,53.2,6.6\n",
        "bad.csv, line 2: there is no region AM04 on 2027-01-01.",
    ),
    "an unknown province": (
        "municipalities",
        "municipality,official_name,province,region,lat,lon\n"
        "GM0014,Groningen,Holland,AM01,53.2,6.6\n",
        "bad.csv, line 2: there is no province 'Holland'.",
    ),
    "a point in the sea": (
        "municipalities",
        "municipality,official_name,province,region,lat,lon\n"
        "GM0014,Groningen,Groningen,AM01,6.6,53.2\n",
        "bad.csv, line 2: lat 6.6 does not lie in the Netherlands.",
    ),
    "an unknown municipality": (
        "postcodes",
        "first,last,municipality\n1000,1001,GM0001\n",
        "bad.csv, line 2: there is no municipality GM0001.",
    ),
    "a run that goes down": (
        "postcodes",
        "first,last,municipality\n1100,1001,GM0363\n",
        "bad.csv, line 2: '1001' is not a last from 1100 to 9999.",
    ),
    "runs over each other": (
        "postcodes",
        "first,last,municipality\n1000,1010,GM0363\n1010,1020,GM0363\n",
        "bad.csv, line 3: postcode 1010 stands in line 2 too.",
    ),
    "not a postcode": (
        "points",
        "postcode,lat,lon\n0999,52.1,5.1\n",
        "bad.csv, line 2: '0999' is not a postcode from 1000 to 9999.",
    ),
    "an unknown list": (
        "codes",
        "code,dutch,english\ncolour.red,Rood,Red\n",
        "bad.csv, line 2: there is no list 'colour'.",
    ),
    "not a key": (
        "codes",
        "code,dutch,english\nchannel.Phone,Telefoon,Phone\n",
        "bad.csv, line 2: 'channel.Phone' is not a code; a good one looks like channel.phone.",
    ),
    "not a day": (
        "codes",
        "code,dutch,english,valid_from\nchannel.phone,Telefoon,Phone,1-1-2027\n",
        "bad.csv, line 2: '1-1-2027' is not a day; write it as 2027-01-31.",
    ),
    "an unknown sector": (
        "qualifications",
        "crebo,name,level,sector\n25118,Timmerman,3,bouw\n",
        "bad.csv, line 2: there is no sector 'bouw'.",
    ),
    "an unknown route": (
        "qualifications",
        "crebo,name,level,routes\n25118,Timmerman,3,BOL/AVOND\n",
        "bad.csv, line 2: there is no learning route 'avond'.",
    ),
    "a level that does not exist": (
        "qualifications",
        "crebo,name,level\n25118,Timmerman,5\n",
        "bad.csv, line 2: '5' is not a level from 1 to 4.",
    ),
    "not a crebo": (
        "qualifications",
        "crebo,name,level\n2511,Timmerman,3\n",
        "bad.csv, line 2: '2511' is not a crebo; a good one looks like 25655.",
    ),
    "a strange address": (
        "occupations",
        "esco_uri,isco08,label,code\nhttp://example.nl/1,7115,timmerman,7115.1\n",
        "bad.csv, line 2: 'http://example.nl/1' is not a esco_uri",
    ),
}


@pytest.mark.parametrize("what", BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence(what: str, tmp_path: Path) -> None:
    content, text, sentence = BAD_FILES[what]
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    before = _everything()
    with pytest.raises(CommandError) as refusal:
        load(f"--{content}", path, "--valid-from", NEW_YEAR)
    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith("Nothing was changed.")
    assert _everything() == before


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.csv: the file cannot be read"):
        load("--regions", tmp_path / "gone.csv")
    latin = tmp_path / "latin.csv"
    latin.write_bytes("region,name\nAM02,Fryslân\n".encode("latin-1"))
    with pytest.raises(CommandError, match=r"latin\.csv, line 2: the file is not UTF-8\."):
        load("--regions", latin)


def test_one_bad_file_stops_the_good_ones(tmp_path: Path) -> None:
    regions = changed_copy(
        tmp_path,
        "regions.csv",
        lambda rows: with_values(rows, "region", {"AM05": {"name": "Oost"}}),
    )
    bad = tmp_path / "bad.csv"
    bad.write_text("code,dutch\nchannel.phone,Telefoon\n")
    with pytest.raises(CommandError, match="the column english is missing"):
        load("--codes", bad, "--regions", regions, "--valid-from", NEW_YEAR)
    assert Region.objects.get(code="AM05").name == "Twente"


def test_a_day_without_a_file_is_refused() -> None:
    with pytest.raises(CommandError, match="--valid-from goes with a file"):
        load("--valid-from", NEW_YEAR)
