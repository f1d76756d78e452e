"""The work of colleagues for whom she stands in, under their names."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from advice.models import NextStep, PlannedTalk
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown


@dataclass
class Covered:
    """One colleague: who comes today, and what is due this week."""

    name: str
    plans: list[PlannedTalk] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)


def cover(member: Membership, now: datetime) -> Shown | None:
    if not member.covering or not member.may(Right.WRITE_TALKS):
        return None
    today = timezone.localdate(now)
    sunday = today + timedelta(days=7 - today.isoweekday())
    plans: list[Any] = list(
        PlannedTalk.objects.planned()
        .filter(counselor__in=member.covering, at__date=today, file__closed_on__isnull=True)
        .select_related("file__client", "counselor__user")
        .in_order()
    )
    steps: list[Any] = list(
        NextStep.objects.of_standing_talks()
        .open()
        .due_until(sunday)
        .filter(owner__in=member.covering)
        .select_related("file__client", "owner__user")
        .order_by("due_on", "id")
    )
    return Shown(
        template="workplace/day/cover.html",
        content=_by_colleague(plans, steps),
        clients={row.file.client_id for row in [*plans, *steps]},
    )


def _by_colleague(plans: list[Any], steps: list[Any]) -> list[Covered]:
    found: dict[int, Covered] = {}
    for plan in plans:
        of = found.setdefault(plan.counselor_id, Covered(plan.counselor.user.name))
        of.plans.append(plan)
    for step in steps:
        of = found.setdefault(step.owner_id, Covered(step.owner.user.name))
        of.steps.append(step)
    return sorted(found.values(), key=lambda one: one.name)
