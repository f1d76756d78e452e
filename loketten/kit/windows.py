"""Stretches of time in which figures are counted, and the moment at which they are fixed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DUTCH = ZoneInfo("Europe/Amsterdam")
# A month is fixed on the 8th of the next: what is written down later counts as late.
DAYS_TO_WRITE = 7


@dataclass(frozen=True)
class Window:
    """From `start` until `end`, as it was known at `known_by`; None is as it is now."""

    start: datetime
    end: datetime
    known_by: datetime | None = None


def month_window(first: date) -> Window:
    """One calendar month in Dutch time, as it is published."""
    end = next_month(first)
    return Window(midnight(first), midnight(end), midnight(end + timedelta(days=DAYS_TO_WRITE)))


def next_month(first: date) -> date:
    return months_on(first, 1)


def months_on(first: date, number: int) -> date:
    """The first day of the month that lies `number` months on; back when it is negative."""
    place = first.year * 12 + first.month - 1 + number
    return date(place // 12, place % 12 + 1, 1)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), DUTCH)
