"""Reading the moment of a talk."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advice.moments import (
    MomentCameTwice,
    MomentTooLongAgo,
    MomentWasSkipped,
    UnreadableMoment,
    read_moment,
    say_moment,
)
from loketten.kit.errors import DomainError

TODAY = date(2026, 11, 24)
DUTCH = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24-11-2026 11.30", "2026-11-24T11:30"),
        ("24-11-2026 11:30", "2026-11-24T11:30"),
        ("24/11/2026, 11.30 uur", "2026-11-24T11:30"),
        ("3.9.26 9.05", "2026-09-03T09:05"),
        ("2026-11-24T11:30", "2026-11-24T11:30"),
        ("2026-11-24 11:30:20", "2026-11-24T11:30"),
        ("11.30", "2026-11-24T11:30"),
        ("9u", "2026-11-24T09:00"),
        ("gisteren 14.00", "2026-11-23T14:00"),
        ("Yesterday 14:00", "2026-11-23T14:00"),
        ("10-11 14.00", "2026-11-10T14:00"),
        ("28-12 14.00", "2025-12-28T14:00"),
    ],
)
def test_people_type_a_moment_in_many_ways(text: str, expected: str) -> None:
    moment = read_moment(text, today=TODAY)
    assert moment.replace(tzinfo=None).isoformat(timespec="minutes") == expected
    assert moment.tzinfo == DUTCH


@pytest.mark.parametrize(
    "text",
    ["", "morgen", "24-11-2026", "31-02-2026 10.00", "25.00", "10.75", "x" * 40, "٣.٤٥", "\x00"],
)
def test_what_cannot_be_read_is_said_so(text: str) -> None:
    with pytest.raises(UnreadableMoment):
        read_moment(text, today=TODAY)


def test_a_talk_before_the_desks_is_refused() -> None:
    with pytest.raises(MomentTooLongAgo):
        read_moment("31-12-2004 10.00", today=TODAY)


def test_half_past_two_does_not_exist_when_summer_time_begins() -> None:
    with pytest.raises(MomentWasSkipped):
        read_moment("29-03-2026 2.30", today=TODAY)
    just_after = read_moment("29-03-2026 3.00", today=TODAY)
    assert just_after.astimezone(UTC) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_half_past_two_comes_twice_when_winter_time_begins() -> None:
    with pytest.raises(MomentCameTwice):
        read_moment("25-10-2026 2.30", today=TODAY)
    after = read_moment("25-10-2026 3.00", today=TODAY)
    assert after.astimezone(UTC) == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


@given(st.dates(min_value=date(2005, 1, 1), max_value=date(2099, 12, 31)), st.times())
def test_what_is_said_can_be_read_again(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock.replace(second=0, microsecond=0), tzinfo=DUTCH)
    exists_once = all(
        moment.replace(fold=fold).astimezone(UTC).astimezone(DUTCH).replace(tzinfo=None)
        == moment.replace(tzinfo=None)
        for fold in (0, 1)
    )
    assume(exists_once and moment.utcoffset() == moment.replace(fold=1).utcoffset())
    assert read_moment(say_moment(moment), today=TODAY) == moment


@given(st.text(max_size=60), st.dates(min_value=date(2006, 1, 1), max_value=date(2100, 1, 1)))
def test_any_text_gives_a_moment_or_a_sentence(text: str, today: date) -> None:
    try:
        moment = read_moment(text, today=today)
    except DomainError:
        return
    assert moment > datetime(2004, 12, 31, tzinfo=DUTCH)
