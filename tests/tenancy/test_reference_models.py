"""The database itself refuses what cannot be true."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import translation

from loketten.tenancy.models import (
    Code,
    Municipality,
    Occupation,
    Place,
    PlaceAlias,
    PostcodePoint,
    PostcodeRange,
    Qualification,
    Region,
    RegionMembership,
    RegionName,
)

pytestmark = pytest.mark.django_db

LONG_AGO = date(2023, 1, 1)
LATER = date(2030, 1, 1)


def _region(**values: Any) -> Region:
    return Region(**{"code": "AM99", "name": "Nergens", "valid_from": LONG_AGO, **values})


def _municipality(**values: Any) -> Municipality:
    return Municipality(
        **{
            "code": "GM9999",
            "name": "Nergenshuizen",
            "official_name": "Nergenshuizen",
            "province": "Utrecht",
            "lat": 52.1,
            "lon": 5.1,
            "valid_from": LONG_AGO,
            **values,
        }
    )


def _code(**values: Any) -> Code:
    return Code(
        **{
            "key": "channel.drum",
            "list": "channel",
            "label_nl": "Trommel",
            "label_en": "Drum",
            "valid_from": LONG_AGO,
            **values,
        }
    )


def _qualification(**values: Any) -> Qualification:
    return Qualification(
        **{"crebo": "99999", "name": "Trommelaar", "level": 2, "valid_from": LONG_AGO, **values}
    )


REFUSED = {
    "region_code_shape": lambda: _region(code="XX01", tile_label="x"),
    "one_region_per_tile": lambda: _region(tile_label="x", tile_column=6, tile_row=0),
    "tenancy_region_ends_after_start": lambda: _region(
        tile_label="x", valid_until=date(2022, 12, 31)
    ),
    "tenancy_regionname_ends_after_start": lambda: RegionName(
        region_id="AM05", name="Oost", valid_from=LATER, valid_until=LONG_AGO
    ),
    "one_name_per_region_at_a_time": lambda: RegionName(
        region_id="AM05", name="Oost", valid_from=LATER
    ),
    "municipality_code_shape": lambda: _municipality(code="GM999"),
    "municipality_lies_in_the_netherlands": lambda: _municipality(lat=5.1, lon=52.1),
    "one_region_per_municipality_at_a_time": lambda: RegionMembership(
        municipality_id="GM0344", region_id="AM05", valid_from=LATER
    ),
    "postcode_range_has_four_digits_and_order": lambda: PostcodeRange(
        start=1000, end=999, municipality_id="GM0363", valid_from=LONG_AGO
    ),
    "one_municipality_per_postcode_at_a_time": lambda: PostcodeRange(
        start=1000, end=1020, municipality_id="GM0344", valid_from=LONG_AGO
    ),
    "postcode_point_has_four_digits": lambda: PostcodePoint(postcode=999, lat=52.1, lon=5.1),
    "postcode_point_lies_in_the_netherlands": lambda: PostcodePoint(postcode=1000, lat=0, lon=0),
    "place_once_per_municipality_at_a_time": lambda: Place(
        name="Utrecht", municipality_id="GM0344", valid_from=LATER
    ),
    "alias_of_municipality_or_region": lambda: PlaceAlias(name="Nergens", stands_for="Nergens"),
    "one_row_per_alias": lambda: PlaceAlias(
        name="Ljouwert", stands_for="Leeuwarden", municipality_id="GM0080"
    ),
    "code_key_starts_with_list": lambda: _code(list="theme"),
    "code_key_is_kebab_case": lambda: _code(key="channel.Big drum"),
    "qualification_crebo_has_five_figures": lambda: _qualification(crebo="abcde"),
    "qualification_level_one_to_four": lambda: _qualification(level=5),
    "tenancy_qualification_sector_code": lambda: _qualification(sector_id="channel.phone"),
    "tenancy_occupation_sector_code": lambda: Occupation(
        esco_uri="http://data.europa.eu/esco/occupation/x",
        esco_code="1.1",
        isco08="1111",
        name="Trommelaar",
        label="trommelaar",
        sector_id="channel.phone",
        valid_from=LONG_AGO,
    ),
}


def _save(row: models.Model) -> None:
    row.save(force_insert=True)
    # A deferred rule is asked for now.
    transaction.get_connection().check_constraints()


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses_it_by_name(constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        _save(REFUSED[constraint]())


@pytest.mark.parametrize("constraint", REFUSED)
def test_a_form_refuses_it_in_both_languages(constraint: str) -> None:
    sentences = []
    for language in ("nl", "en"):
        with translation.override(language), pytest.raises(ValidationError) as refusal:
            REFUSED[constraint]().validate_constraints()
        sentences.append(" ".join(refusal.value.messages))
    assert sentences[0] != sentences[1]
    assert "constraint" not in sentences[1].casefold()


def test_good_rows_are_taken() -> None:
    good: list[models.Model] = [
        _region(tile_label="x"),
        _municipality(),
        _code(),
        _qualification(sector_id="sector.care"),
        RegionName(
            region_id="AM05",
            name="Oud-Twente",
            valid_from=date(2000, 1, 1),
            valid_until=date(2022, 12, 31),
        ),
    ]
    for row in good:
        row.full_clean()
        _save(row)


def test_a_code_is_valid_on_its_last_day() -> None:
    code = _code(valid_until=LATER)
    code.save()
    assert code in Code.objects.valid_on(LONG_AGO)
    assert code in Code.objects.valid_on(LATER)
    assert code not in Code.objects.valid_on(date(2030, 1, 2))
    assert code not in Code.objects.valid_on(date(2022, 12, 31))


def test_a_code_speaks_the_language_of_the_reader() -> None:
    code = _code()
    with translation.override("nl"):
        assert (code.label, str(code)) == ("Trommel", "Trommel")
    with translation.override("en"):
        assert code.label == "Drum"
    with translation.override(None):
        assert code.label == "Trommel"


def test_a_name_is_kept_in_its_searchable_spelling() -> None:
    place = Place(name="’s-Ergens aan Zée", municipality_id="GM0344", valid_from=LONG_AGO)
    place.save()
    assert Place.objects.get(search_key="s ergens aan zee") == place
    Place.objects.bulk_create([Place(name="Ĳdorp", municipality_id="GM0344", valid_from=LONG_AGO)])
    assert Place.objects.get(search_key="ijdorp").name == "Ĳdorp"
