"""When a desk is open: now, and next."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from loketten.tenancy.models import Closure, OpeningHours
from portal.public.opening import Opening, opening_at, week

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def _hours(weekday: int, start: int, end: int, **more: bool) -> OpeningHours:
    return OpeningHours(
        desk_id=1, weekday=weekday, opens_at=time(start), closes_at=time(end), **more
    )


WEEK = [_hours(day, 9, 17) for day in range(1, 6)]


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    """24 November 2026 is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=AMSTERDAM)


def test_open_between_the_hours() -> None:
    assert opening_at(_at(24, 14), WEEK, []) == Opening(until=time(17))


def test_open_at_the_first_minute_and_closed_at_the_last() -> None:
    assert opening_at(_at(24, 9), WEEK, []).is_open
    assert not opening_at(_at(24, 17), WEEK, []).is_open


def test_before_the_hours_it_opens_today() -> None:
    assert opening_at(_at(24, 8), WEEK, []).next_at == _at(24, 9)


def test_after_friday_it_opens_on_monday() -> None:
    assert opening_at(_at(27, 18), WEEK, []).next_at == _at(30, 9)


def test_two_stretches_that_touch_count_as_one() -> None:
    hours = [_hours(2, 9, 13), _hours(2, 13, 20, is_walk_in=True)]
    assert opening_at(_at(24, 10), hours, []).until == time(20)


def test_between_two_stretches_it_is_closed() -> None:
    hours = [_hours(2, 9, 12), _hours(2, 13, 17)]
    assert opening_at(_at(24, 12, 30), hours, []) == Opening(next_at=_at(24, 13))


def test_a_closure_goes_before_the_hours() -> None:
    closed = Closure(desk_id=1, first_day=date(2026, 11, 24), last_day=date(2026, 11, 25))
    assert opening_at(_at(24, 14), WEEK, [closed]) == Opening(next_at=_at(26, 9))


def test_a_desk_that_is_closed_for_long_names_no_day() -> None:
    closed = Closure(desk_id=1, first_day=date(2026, 11, 1), last_day=date(2027, 2, 1))
    assert opening_at(_at(24, 14), WEEK, [closed]) == Opening()


def test_a_moment_in_another_zone_is_read_in_dutch_time() -> None:
    utc = datetime(2026, 11, 24, 16, 30, tzinfo=ZoneInfo("UTC"))
    assert not opening_at(utc, WEEK, []).is_open


def test_the_hour_of_winter_time_is_right() -> None:
    sunday = datetime(2026, 10, 25, 12, 0, tzinfo=AMSTERDAM)
    next_at = opening_at(sunday, WEEK, []).next_at
    assert next_at is not None
    assert next_at.isoformat() == "2026-10-26T09:00:00+01:00"


def test_the_week_shows_the_weekend_only_when_the_desk_is_open_then() -> None:
    assert len(week(WEEK, date(2026, 11, 24))) == 5
    assert len(week([*WEEK, _hours(6, 10, 12)], date(2026, 11, 24))) == 6


def test_the_week_marks_today_and_says_when_you_can_walk_in() -> None:
    rows = week([*WEEK, _hours(2, 13, 16, is_walk_in=True)], date(2026, 11, 24))
    assert [row.is_today for row in rows] == [False, True, False, False, False]
    assert rows[1].hours == ["9.00 – 17.00", "13.00 – 16.00, zonder afspraak"]
