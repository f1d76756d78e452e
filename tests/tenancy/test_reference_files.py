"""The files that we ship are whole, and small enough to carry."""

import csv
import re

import pytest

from loketten.kit.spelling import fold
from loketten.tenancy.models import CodeList
from loketten.tenancy.reference.lists import FOLDER, LISTS


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("file_name", [item.file_name for item in LISTS])
def test_a_file_is_small_and_has_its_row_in_the_readme(file_name: str) -> None:
    assert (FOLDER / file_name).stat().st_size < 1_000_000
    line = re.search(
        rf"^\| `{re.escape(file_name)}` \| ([\d,]+) \|", (FOLDER / "README.md").read_text(), re.M
    )
    assert line
    assert int(line[1].replace(",", "")) == len(_rows(file_name))


def test_the_map_is_whole() -> None:
    regions = {row["region"] for row in _rows("regions.csv")}
    municipalities = {row["municipality"]: row["region"] for row in _rows("municipalities.csv")}
    assert len(regions) == 35
    assert len(municipalities) == 342
    assert set(municipalities.values()) == regions
    assert {row["municipality"] for row in _rows("places.csv")} == set(municipalities)
    assert {row["municipality"] for row in _rows("postcodes.csv")} == set(municipalities)


def test_every_tile_stands_alone() -> None:
    tiles = [(row["tile_column"], row["tile_row"]) for row in _rows("regions.csv")]
    assert len(set(tiles)) == 35


def test_every_list_has_codes_in_both_languages() -> None:
    codes = _rows("codes.csv")
    assert {row["code"].split(".")[0] for row in codes} == set(CodeList.values)
    assert all(row["dutch"].strip() and row["english"].strip() for row in codes)
    for code_list in CodeList.values:
        labels = [row["dutch"] for row in codes if row["code"].startswith(f"{code_list}.")]
        assert len(set(labels)) == len(labels)


def test_no_level_means_not_asked() -> None:
    levels = {row["code"] for row in _rows("codes.csv") if row["code"].startswith("level.")}
    assert len(levels) == 15
    assert not any("unknown" in code for code in levels)


def test_another_name_is_really_another_one() -> None:
    known = {(fold(row["place"]), row["municipality"]) for row in _rows("places.csv")}
    others = [(fold(row["name"]), row["belongs_to"]) for row in _rows("other_names.csv")]
    assert known.isdisjoint(others)
    assert all(key for key, _home in others)


def test_every_occupation_has_an_english_name() -> None:
    occupations = _rows("occupations.csv")
    assert len(occupations) == 96
    assert all(row["name"] and row["english"] for row in occupations)
