"""Weeks of the access log that nobody has read yet."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown
from portal.workplace.weeks import name_of, weeks_to_read


@dataclass(frozen=True)
class Waiting:
    """`oldest` as it stands in an address."""

    number: int
    oldest: str
    monday: date


def review(member: Membership, now: datetime) -> Shown | None:
    if not member.may(Right.READ_ACCESS_LOG):
        return None
    weeks = weeks_to_read(timezone.localdate(now))
    if not weeks:
        return None
    content = Waiting(len(weeks), name_of(weeks[0]), weeks[0])
    return Shown(template="workplace/day/review.html", content=content)
