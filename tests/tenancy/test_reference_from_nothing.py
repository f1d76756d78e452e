"""The first load of all, with real commits, into an empty database."""

import time
from typing import Any

from loketten.tenancy.models import Region
from tests.tenancy.reference_files import load

TABLES = (
    "tenancy_code, tenancy_region, tenancy_municipality, tenancy_municipalitysuccessor, "
    "tenancy_placealias, tenancy_postcodepoint, tenancy_occupation, tenancy_qualification, "
    "tenancy_referenceedition"
)


def test_everything_is_loaded_within_five_seconds(as_owner: Any) -> None:
    as_owner.execute(f"TRUNCATE {TABLES} CASCADE")
    started = time.perf_counter()
    assert load()[-1] == "Done: 8734 new, 0 changed, 0 ended."
    assert time.perf_counter() - started < 5
    assert Region.objects.count() == 35
    assert load()[-1] == "Done: 0 new, 0 changed, 0 ended."
