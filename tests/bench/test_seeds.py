"""How long the filled database of the bench may be used."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine

from portal.bench.seeds import is_seeded, made_of
from portal.bench.sizes import SIZES
from portal.embedded.bootstrap import PROJECT
from portal.embedded.fingerprint import Stamps
from portal.embedded.places import Places

FILLED_ON = date(2026, 11, 22)


@pytest.mark.parametrize(("age", "is_good"), [(-1, False), (0, True), (7, True), (8, False)])
def test_what_was_filled_is_good_for_a_week(tmp_path: Path, age: int, *, is_good: bool) -> None:
    places, size = Places(PROJECT, tmp_path), SIZES["smoke"]
    Stamps(places.database_stamps).set("seed", f"{made_of(places, size)} {FILLED_ON}")
    with time_machine.travel(FILLED_ON + timedelta(days=age)):
        assert is_seeded(places, size) is is_good
        assert not is_seeded(places, SIZES["1x"])
