"""When a desk is open: now, and next."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.tenancy.models import Closure, OpeningHours, Weekday
from loketten.ui.parts import HoursRow
from loketten.ui.templatetags.dates import hour

# A desk that opens later than this has no next day worth naming.
DAYS_AHEAD = 28


class Opening(NamedTuple):
    """`until` while the desk is open, `next_at` while it is closed and will open again."""

    until: time | None = None
    next_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.until is not None


def opening_at(
    moment: datetime, hours: Sequence[OpeningHours], closures: Sequence[Closure]
) -> Opening:
    """The moment is local; hours hold for every desk location."""
    now = timezone.localtime(moment)
    for day in _days_from(now.date()):
        for stretch in _stretches(day, hours, closures):
            if day == now.date() and stretch.closes_at <= now.time():
                continue
            if day == now.date() and stretch.opens_at <= now.time():
                return Opening(until=_last_hour(stretch, day, hours, closures))
            return Opening(next_at=timezone.make_aware(datetime.combine(day, stretch.opens_at)))
    return Opening()


def week(hours: Iterable[OpeningHours], today: date) -> list[HoursRow]:
    """Monday to Friday always; the weekend when the desk is open then."""
    by_day: dict[int, list[OpeningHours]] = {}
    for stretch in hours:
        by_day.setdefault(stretch.weekday, []).append(stretch)
    shown = [day for day in Weekday if day <= Weekday.FRIDAY or day in by_day]
    return [_row(day, by_day.get(day, []), day == today.isoweekday()) for day in shown]


def _days_from(first: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(DAYS_AHEAD))


def _stretches(
    day: date, hours: Sequence[OpeningHours], closures: Sequence[Closure]
) -> list[OpeningHours]:
    if any(closure.first_day <= day <= closure.last_day for closure in closures):
        return []
    of_day = [stretch for stretch in hours if stretch.weekday == day.isoweekday()]
    return sorted(of_day, key=lambda stretch: stretch.opens_at)


def _last_hour(
    stretch: OpeningHours,
    day: date,
    hours: Sequence[OpeningHours],
    closures: Sequence[Closure],
) -> time:
    """Stretches that touch or overlap count as one."""
    until: time = stretch.closes_at
    for other in _stretches(day, hours, closures):
        if other.opens_at <= until:
            until = max(until, other.closes_at)
    return until


def _row(day: Weekday, stretches: list[OpeningHours], is_today: bool) -> HoursRow:
    return HoursRow(str(day.label), [_words(stretch) for stretch in stretches], is_today=is_today)


def _words(stretch: OpeningHours) -> str:
    times = f"{hour(stretch.opens_at)} – {hour(stretch.closes_at)}"
    if stretch.is_walk_in:
        return _("%(times)s, without an appointment") % {"times": times}
    return times
