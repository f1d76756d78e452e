"""The work of colleagues for whom she stands in, under their names."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.functions import JSONObject

from advice.choices import PlanState
from advice.models import NextStep, PlannedTalk
from loketten.accounts.models import Cover
from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader
from portal.workplace.day.requests import Row, rows_of
from portal.workplace.day.section import Shown


@dataclass
class Covered:
    """One colleague: who comes today, what is due this week, and who waits for an answer."""

    name: str
    last_day: date
    plans: list[PlannedTalk] = field(default_factory=list)
    steps: list[NextStep] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)

    @property
    def clients(self) -> set[int]:
        files = [plan.file for plan in self.plans] + [step.file for step in self.steps]
        return {file.client_id for file in files}

    @property
    def is_busy(self) -> bool:
        return bool(self.plans or self.steps or self.questions)


def cover(reader: Reader) -> Shown | None:
    """Whoever has nothing for this week stays out."""
    away = {row["colleague"]: _covered(row) for row in reader.lists["covers"]}
    if not away:
        return None
    for plan in reader.plans:
        if plan.counselor_id in away and plan.state == PlanState.PLANNED:
            away[plan.counselor_id].plans.append(plan)
    for step in reader.steps:
        if step.owner_id in away:
            away[step.owner_id].steps.append(step)
    for question in rows_of(reader):
        if question.keeper in away:
            away[question.keeper].questions.append(question)
    busy = sorted((one for one in away.values() if one.is_busy), key=lambda one: one.name)
    return Shown(
        template="workplace/day/cover.html",
        content=busy,
        clients={client for one in busy for client in one.clients},
    )


def covers_today(reader: Reader) -> Any:
    if not reader.member.covering or not reader.may(Right.WRITE_TALKS):
        return None
    mine = Cover.objects.on(reader.today).filter(member=reader.member)
    row = JSONObject(colleague="colleague", name="colleague__user__name", last_day="last_day")
    return mine.values(row=row)


def _covered(row: dict[str, Any]) -> Covered:
    return Covered(row["name"], date.fromisoformat(row["last_day"]))
