"""All lists in the order in which they need each other, and the files we ship for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loketten.tenancy.reference.code_lists import load_codes
from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.municipalities import (
    load_former_municipalities,
    load_municipalities,
)
from loketten.tenancy.reference.places import load_other_names, load_places
from loketten.tenancy.reference.postcodes import load_points, load_postcodes
from loketten.tenancy.reference.regions import load_regions
from loketten.tenancy.reference.trades import load_occupations, load_qualifications
from loketten.tenancy.reference.writing import Tally

FOLDER = Path(__file__).parent

# The shipped files describe the Netherlands of this day; see the README beside them.
SHIPPED_DAY = date(2026, 1, 1)
# The last municipalities merged on this day; before it we do not know the map well enough.
SHIPPED_SINCE = date(2023, 1, 1)


@dataclass(frozen=True)
class ReferenceList:
    """One list: its name, which is also its option, its shipped file and its loader."""

    content: str
    file_name: str
    load: Callable[[Edition], Tally]

    def shipped(self) -> Edition:
        path = FOLDER / self.file_name
        return Edition(self.content, path, SHIPPED_DAY, SHIPPED_SINCE, is_shipped=True)

    def chosen(self, path: Path, day: date) -> Edition:
        return Edition(self.content, path, day, day)


LISTS = (
    ReferenceList("codes", "codes.csv", load_codes),
    ReferenceList("regions", "regions.csv", load_regions),
    ReferenceList("municipalities", "municipalities.csv", load_municipalities),
    ReferenceList("former-municipalities", "former_municipalities.csv", load_former_municipalities),
    ReferenceList("postcodes", "postcodes.csv", load_postcodes),
    ReferenceList("points", "postcode_points.csv", load_points),
    ReferenceList("places", "places.csv", load_places),
    ReferenceList("other-names", "other_names.csv", load_other_names),
    ReferenceList("occupations", "occupations.csv", load_occupations),
    ReferenceList("qualifications", "qualifications.csv", load_qualifications),
)
