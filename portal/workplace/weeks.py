"""Weeks of the access log: their names in addresses, and which of them wait for a reader."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import DateField, Q, Value
from django.utils import timezone

from clients.watch import IS_LOOK
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry

_NAME = re.compile(r"(20\d\d)-W(\d\d)", re.ASCII)
WEEK = timedelta(days=7)
# Longer ago is history: a desk that begins is not told of years.
SHOWN_WEEKS = 8
LOOKS = IS_LOOK & Q(actor_kind__in=[ActorKind.MEMBER, ActorKind.KEY])


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def name_of(week: date) -> str:
    """2026-W47."""
    year, number, _ = week.isocalendar()
    return f"{year}-W{number:02}"


def read_name(name: str) -> date | None:
    """The Monday; None for what no calendar has, and for a week that is not over."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    try:
        week = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None
    return week if week + WEEK <= timezone.localdate() else None


def bounds_of(week: date) -> tuple[datetime, datetime]:
    """In Dutch time: a week in which the clock moves has an hour more or less."""
    first, after = (datetime.combine(day, time.min) for day in (week, week + WEEK))
    return timezone.make_aware(first), timezone.make_aware(after)


def recent_weeks(today: date) -> list[date]:
    """Those that are over, the last one first."""
    this = monday_of(today)
    return [this - number * WEEK for number in range(1, SHOWN_WEEKS + 1)]


def with_looks(weeks: Iterable[date]) -> set[date]:
    """One query, which stops in each week at the first row: a busy desk has 20,000 in a week."""
    looks = [_one_look_in(week) for week in weeks]
    return set(looks[0].union(*looks[1:], all=True)) if looks else set()


def _one_look_in(week: date) -> Any:
    start, end = bounds_of(week)
    looks = Entry.objects.filter(LOOKS, at__gte=start, at__lt=end).order_by()
    return looks.annotate(week=Value(week, DateField())).values_list("week", flat=True)[:1]
