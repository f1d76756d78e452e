"""How long things hold: a place online, a recognition, a visit that is fresh enough."""

import datetime
from enum import StrEnum
from typing import NamedTuple

from django.conf import settings

# Before the last day online: the owner gets a mail, and My day shows the place.
ENDS_SOON = datetime.timedelta(days=7)
# Before the last day of a recognition; asking SBB for the next one takes weeks.
RECOGNITION_ENDS_SOON = datetime.timedelta(days=90)
# Since the last visit.
LONG_AGO = datetime.timedelta(days=180)


class Until(StrEnum):
    """What decides the last day of a place online."""

    REFRESHED = "refreshed"
    APPLY_BY = "apply-by"
    RECOGNITION = "recognition"


class LastDay(NamedTuple):
    """The last day counts."""

    day: datetime.date
    because: Until


def last_day_online(
    *,
    refreshed_on: datetime.date,
    apply_by: datetime.date | None,
    recognised_until: datetime.date | None,
) -> LastDay:
    """The first of three days: so many after somebody said that the place is free, the last day
    to answer, and the last day of the recognition that it needs."""
    free_until = refreshed_on + datetime.timedelta(days=settings.VACANCY_DAYS_ONLINE)
    days = [LastDay(free_until, Until.REFRESHED)]
    if apply_by:
        days.append(LastDay(apply_by, Until.APPLY_BY))
    if recognised_until:
        days.append(LastDay(recognised_until, Until.RECOGNITION))
    return min(days, key=lambda one: one.day)
