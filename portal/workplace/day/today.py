"""Who comes today, and who came before and was not written down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advice.choices import PlanState
from advice.codes import Codebook
from advice.models import PlannedTalk
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.tenancy.models import CodeList
from portal.workplace.day.section import Shown

# The row of a talk is "now" from a little before it begins.
ALMOST = timedelta(minutes=10)
# An appointment that nobody settled stays on the page this long; afterwards it is in its file.
STILL_ASKED = timedelta(days=30)


@dataclass(frozen=True)
class Today:
    """`late` are of earlier days and still open; `now` is the one row with a filled button."""

    late: list[PlannedTalk]
    plans: list[PlannedTalk]
    now: PlannedTalk | None
    codes: Codebook

    @property
    def all(self) -> list[PlannedTalk]:
        return [*self.late, *self.plans]


def today(member: Membership, now: datetime) -> Shown | None:
    if not member.may(Right.WRITE_TALKS):
        return None
    agenda = agenda_of(member, now=now)
    return Shown(
        template="workplace/day/today.html",
        content=agenda,
        clients={plan.file.client_id for plan in agenda.all},
        summary=_sentences(agenda),
    )


def agenda_of(member: Membership, *, now: datetime) -> Today:
    """One query for the rows, one for the words of their codes."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = PlannedTalk.objects.filter(counselor=member, file__closed_on__isnull=True)
    late = mine.planned().between(midnight - STILL_ASKED, midnight)
    wanted = late | mine.between(midnight, _next_midnight(midnight))
    plans = list(wanted.select_related("file__client").in_order())
    of_today = [plan for plan in plans if plan.at >= midnight]
    return Today(
        late=[plan for plan in plans if plan.at < midnight],
        plans=of_today,
        now=_the_one_now(of_today, now),
        codes=Codebook((CodeList.CHANNEL, CodeList.KIND)),
    )


def _next_midnight(midnight: datetime) -> datetime:
    # Not a day of 24 hours: on two days of the year the clock moves.
    noon = midnight + timedelta(hours=36)
    return timezone.localtime(noon).replace(hour=0, minute=0, second=0, microsecond=0)


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
