"""Until when a visitor waits for an answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

SATURDAY = 6
# A desk that is closed longer than this answers on the first working day after it.
LONGEST_DAYS = 60


class Closed(Protocol):
    """Days on which a desk is closed, both ends included."""

    first_day: date
    last_day: date


def answer_by(sent_on: date, *, working_days: int, closures: Iterable[Closed]) -> date:
    """The last day on which the answer is in time; weekends and closures do not count."""
    closed = list(closures)
    day, left = sent_on, working_days
    for _ in range(LONGEST_DAYS):
        if left == 0:
            break
        day += timedelta(days=1)
        left -= _is_working_day(day, closed)
    return day


def _is_working_day(day: date, closures: list[Closed]) -> bool:
    if day.isoweekday() >= SATURDAY:
        return False
    return not any(closure.first_day <= day <= closure.last_day for closure in closures)
