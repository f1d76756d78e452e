"""Who comes today, and who came before and was not written down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advice.choices import PlanState
from advice.models import PlannedTalk
from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader
from portal.workplace.day.section import Shown

# The row of a talk is "now" from a little before it begins.
ALMOST = timedelta(minutes=10)


@dataclass(frozen=True)
class Today:
    """`late` are of earlier days and still open; `now` is the one row with a filled button."""

    late: list[PlannedTalk]
    plans: list[PlannedTalk]
    now: PlannedTalk | None

    @property
    def all(self) -> list[PlannedTalk]:
        return [*self.late, *self.plans]


def today(reader: Reader) -> Shown | None:
    if not reader.may(Right.WRITE_TALKS):
        return None
    agenda = _agenda_of(reader)
    return Shown(
        template="workplace/day/today.html",
        content=agenda,
        clients={plan.file.client_id for plan in agenda.all},
        summary=_sentences(agenda),
    )


def _agenda_of(reader: Reader) -> Today:
    mine = [plan for plan in reader.plans if plan.counselor_id == reader.member.pk]
    of_today = [plan for plan in mine if plan.at >= reader.midnight]
    return Today(
        late=[plan for plan in mine if plan.at < reader.midnight],
        plans=of_today,
        now=_the_one_now(of_today, reader.now),
    )


def _the_one_now(plans: list[PlannedTalk], now: datetime) -> Any:
    """The last one that has begun and is not settled."""
    begun = [p for p in plans if p.state == PlanState.PLANNED and p.at <= now + ALMOST]
    return begun[-1] if begun else None


def _sentences(agenda: Today) -> list[str]:
    count = len(agenda.plans)
    if not count:
        return []
    settled = sum(plan.state != PlanState.PLANNED for plan in agenda.plans)
    planned = ngettext("One appointment today", "%(count)d appointments today", count)
    words = planned % {"count": count}
    if not settled:
        return [f"{words}."]
    done = ngettext("one is done", "%(count)d are done", settled) % {"count": settled}
    return [_("%(planned)s, %(done)s.") % {"planned": words, "done": done}]
