"""When somebody is asked how it goes."""

from calendar import monthrange
from datetime import date, timedelta

from apprenticeships.choices import Moment

_MONTHS = {Moment.MONTH_1: 1, Moment.MONTH_3: 3, Moment.MONTH_6: 6, Moment.MONTH_12: 12}


def due_on(moment: Moment, *, started_on: date) -> date:
    """Two weeks, or so many months later; the 31st becomes the last day of a shorter month."""
    if moment not in _MONTHS:
        return started_on + timedelta(days=14)
    months = started_on.month - 1 + _MONTHS[moment]
    year, month = started_on.year + months // 12, months % 12 + 1
    return date(year, month, min(started_on.day, monthrange(year, month)[1]))
