"""The work of colleagues for whom she stands in, under their names."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from advice.models import NextStep, PlannedTalk
from loketten.accounts.models import Cover, Membership
from loketten.accounts.rights import Right
from portal.workplace.day.requests import Row, rows_of
from portal.workplace.day.section import Shown
from portal.workplace.standing_in import away_until


@dataclass
class Covered:
    """One colleague: who comes today, what is due this week, and who waits for an answer."""

    name: str
    last_day: date
    plans: list[PlannedTalk] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)


def cover(member: Membership, now: datetime) -> Shown | None:
    if not member.covering or not member.may(Right.WRITE_TALKS):
        return None
    today = timezone.localdate(now)
    covers = away_until(member, today)
    sunday = today + timedelta(days=7 - today.isoweekday())
    plans: list[Any] = list(
        PlannedTalk.objects.planned()
        .filter(counselor__in=member.covering, at__date=today, file__closed_on__isnull=True)
        .select_related("file__client")
        .in_order()
    )
    steps: list[Any] = list(
        NextStep.objects.of_standing_talks()
        .open()
        .due_until(sunday)
        .filter(owner__in=member.covering)
        .select_related("file__client")
        .order_by("due_on", "id")
    )
    may_answer = member.may(Right.ANSWER_REQUESTS)
    questions = rows_of(member.covering, member, today=today) if may_answer else []
    return Shown(
        template="workplace/day/cover.html",
        content=_by_colleague(covers, plans, steps, questions),
        clients={row.file.client_id for row in [*plans, *steps]},
    )


def _by_colleague(
    covers: dict[int, Cover], plans: list[Any], steps: list[Any], questions: list[Row]
) -> list[Covered]:
    """Whoever has nothing for this week stays out."""
    found = {
        key: Covered(cover.colleague.user.name, cover.last_day) for key, cover in covers.items()
    }
    for plan in plans:
        found[plan.counselor_id].plans.append(plan)
    for step in steps:
        found[step.owner_id].steps.append(step)
    for question in questions:
        if question.keeper in found:
            found[question.keeper].questions.append(question)
    busy = [one for one in found.values() if one.plans or one.steps or one.questions]
    return sorted(busy, key=lambda one: one.name)
