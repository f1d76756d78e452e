"""Reads the moment of a talk as people type it: one that was held, or one that is planned."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

EARLIEST = date(2005, 1, 1)
# For what is promised.
LAST_DAY = date(2099, 12, 31)
_CLOCK = r"(?P<hour>[0-2]?\d)(?:[.:](?P<minute>[0-5]\d))?(?::\d\d)?(?:\s*(?:uur|u|h))?"
_DUTCH = re.compile(
    rf"(?:(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<year>\d{{4}}|\d\d))?,?\s+)?{_CLOCK}",
    re.ASCII,
)
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[t ]{_CLOCK}", re.ASCII)
_NAMED = re.compile(rf"(?P<name>[a-z]+),?\s+{_CLOCK}", re.ASCII)
_DAYS_BACK = {"today": 0, "vandaag": 0, "yesterday": 1, "gisteren": 1, "eergisteren": 2}
_DAYS_AHEAD = {"today": 0, "vandaag": 0, "tomorrow": 1, "morgen": 1, "overmorgen": 2}


class UnreadableMoment(DomainError):
    """Somebody typed something else than a day and an hour."""

    message = _("We cannot read this. Fill in a day and a time, for example 24-11-2026 11.30.")


class MomentTooLongAgo(DomainError):
    message = _("Talks before 2005 are not kept here. Fill in a later day.")


class MomentWasSkipped(DomainError):
    """The last Sunday of March has no half past two."""

    message = _("In this night the clock went forward: this time was skipped. Fill in another one.")


class MomentCameTwice(DomainError):
    """The last Sunday of October has two of them."""

    message = _(
        "In this night the clock went back: this time came twice. "
        "Fill in a time before 2.00 or after 3.00."
    )


def read_moment(text: str, *, today: date, ahead: bool = False) -> datetime:
    """In Dutch time; without a day it is today, without a year the last such day, or the next one
    when the talk lies `ahead`."""
    plain = text.strip().lower()
    for pattern in (_ISO, _DUTCH, _NAMED):
        if found := pattern.fullmatch(plain):
            break
    else:
        raise UnreadableMoment
    day = _day(found.groupdict(), today, ahead=ahead)
    if day < EARLIEST:
        raise MomentTooLongAgo
    return in_dutch_time(datetime.combine(day, _clock(found)))


def in_dutch_time(naive: datetime) -> datetime:
    """Refuses the hour that a change of the clock skips, and the one that it repeats."""
    zone = timezone.get_default_timezone()
    before, after = naive.replace(tzinfo=zone), naive.replace(tzinfo=zone, fold=1)
    shift = (after.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())
    if shift > timedelta():
        raise MomentWasSkipped
    if shift < timedelta():
        raise MomentCameTwice
    return before


def say_moment(moment: datetime) -> str:
    """As a form shows it: 24-11-2026 11.30."""
    return f"{timezone.localtime(moment, timezone.get_default_timezone()):%d-%m-%Y %H.%M}"


def rounded_now() -> datetime:
    """The last five minutes on the clock: never in the future."""
    now = timezone.now().replace(second=0, microsecond=0)
    return now - timedelta(minutes=now.minute % 5)


def _clock(found: re.Match[str]) -> time:
    try:
        return time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError:
        raise UnreadableMoment from None


def _day(parts: dict[str, str | None], today: date, *, ahead: bool) -> date:
    if name := parts.get("name"):
        return _named_day(name, today, ahead=ahead)
    if not parts.get("day"):
        return today
    year, month, day = parts.get("year"), int(parts["month"] or 0), int(parts["day"] or 0)
    if year:
        return _calendar(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    return _nearest_such_day(month, day, today, ahead=ahead)


def _named_day(name: str, today: date, *, ahead: bool) -> date:
    named = _DAYS_AHEAD if ahead else _DAYS_BACK
    if name not in named:
        raise UnreadableMoment
    return today + timedelta(days=named[name] if ahead else -named[name])


def _nearest_such_day(month: int, day: int, today: date, *, ahead: bool) -> date:
    this_year = _calendar(today.year, month, day)
    if ahead:
        return this_year if this_year >= today else _calendar(today.year + 1, month, day)
    return this_year if this_year <= today else _calendar(today.year - 1, month, day)


def _calendar(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableMoment from None
