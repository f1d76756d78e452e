"""Weeks of the access log that nobody has read yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader
from portal.workplace.day.section import Shown
from portal.workplace.models import WeekReview
from portal.workplace.weeks import name_of, recent_weeks, with_looks


@dataclass(frozen=True)
class Waiting:
    """`oldest` as it stands in an address."""

    number: int
    oldest: str
    monday: date


def review(reader: Reader) -> Shown | None:
    """Over, with looks in them, and not signed; the oldest first."""
    if not reader.may(Right.READ_ACCESS_LOG):
        return None
    unsigned = set(recent_weeks(reader.today)).difference(reader.lists["signed_weeks"])
    weeks = sorted(with_looks(unsigned))
    if not weeks:
        return None
    content = Waiting(len(weeks), name_of(weeks[0]), weeks[0])
    return Shown(template="workplace/day/review.html", content=content)


def signed_weeks(reader: Reader) -> Any:
    if not reader.may(Right.READ_ACCESS_LOG):
        return None
    return WeekReview.objects.filter(week__in=recent_weeks(reader.today)).values("week")
