"""Saying what came of a planned talk."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.plan_talk import PlanIsSettled
from advice.choices import PlanState
from advice.models import AdviceSession, PlannedTalk
from clients.trail import note_in_file
from loketten.accounts.changes import note_vouched
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class NotYetTime(DomainError):
    """Nobody stays away from a talk that has not begun."""

    message = _("This moment has not come yet. Call the appointment off, or wait.")


@transaction.atomic
def mark_no_show(
    plan: PlannedTalk, *, by: Membership, because: str, vouched: Collection[str] = ()
) -> None:
    """Nobody came; it counts in the figures."""
    if plan.at > timezone.now():
        raise NotYetTime
    _settle(plan, PlanState.NO_SHOW, "plan.no-show", by=by, because=because, vouched=vouched)


@transaction.atomic
def cancel_plan(
    plan: PlannedTalk, *, by: Membership, because: str, vouched: Collection[str] = ()
) -> None:
    """Called off beforehand, by either side."""
    _settle(plan, PlanState.CANCELLED, "plan.cancelled", by=by, because=because, vouched=vouched)


def mark_held(public_id: UUID, talk: AdviceSession, *, by: Membership) -> None:
    """Part of logging the talk. One that was settled meanwhile stays as it is: the talk counts."""
    plan = PlannedTalk.objects.planned().filter(public_id=public_id, file=talk.file_id)
    plan.update(state=PlanState.HELD, session=talk, settled_at=timezone.now(), settled_by=by)


def _settle(
    plan: PlannedTalk,
    state: PlanState,
    action: str,
    *,
    by: Membership,
    because: str,
    vouched: Collection[str],
) -> None:
    vouched_for = refuse_bsn({"because": because}, vouched=vouched)
    open_plan = PlannedTalk.objects.planned().filter(pk=plan.pk)
    if not open_plan.update(state=state, settled_at=timezone.now(), settled_by=by, because=because):
        raise PlanIsSettled
    note_vouched(plan, by=by, fields=vouched_for)
    note_in_file(action, plan, file=plan.file, by=by)
