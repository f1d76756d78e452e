"""Vacancies that need their owner, and what she promised to employers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown
from vacancies.models import EmployerVisit, Vacancy

SHOWN_ROWS = 8


@dataclass(frozen=True)
class Places:
    """The first ones: the lists have the rest."""

    vacancies: list[Vacancy]
    steps: list[EmployerVisit]


def places(member: Membership, now: datetime) -> Shown | None:
    """Until the coming Sunday, as for the steps of clients; two queries."""
    if not member.may(Right.MANAGE_PLACES):
        return None
    today = timezone.localdate(now)
    sunday = today + timedelta(days=7 - today.isoweekday())
    mine = Vacancy.objects.filter(owner=member).needing_care(today)
    promised = EmployerVisit.objects.promised_by(member, sunday)
    content = Places(
        vacancies=list(mine.select_related("employer", "recognition")[:SHOWN_ROWS]),
        steps=list(promised.select_related("employer")[:SHOWN_ROWS]),
    )
    if not content.vacancies and not content.steps:
        return None
    return Shown(template="workplace/day/places.html", content=content)
