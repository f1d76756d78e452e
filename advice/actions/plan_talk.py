"""Putting a talk in the agenda, and moving it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.choices import PlanState
from advice.models import PlannedTalk
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError

FURTHEST = timedelta(days=2 * 366)


class PlanIsOver(DomainError):
    """An agenda is about what comes."""

    message = _("This day is over. Log the talk, or choose a later day.")
    field = "at"


class PlanTooFarAway(DomainError):
    message = _("This is more than two years away. Choose an earlier day.")
    field = "at"


class PlanIsSettled(DomainError):
    """What came of it was said already."""

    message = _("This appointment was logged or called off before. It cannot be changed any more.")


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """What stands in the agenda; codes are named by their keys."""

    at: datetime
    channel: str
    kind: str
    remark: str = ""

    @property
    def columns(self) -> dict[str, object]:
        return {
            "at": self.at,
            "channel_id": self.channel,
            "kind_id": self.kind,
            "remark": self.remark,
        }


@transaction.atomic
def plan_talk(
    file: ClientFile,
    *,
    by: Membership,
    content: PlanContent,
    key: UUID,
    vouched: Collection[str] = (),
) -> PlannedTalk:
    """In the agenda of whoever plans it; a second submit of the same form finds the first one's."""
    vouched_for = _check(content, vouched)
    # Nobody closes the file meanwhile.
    open_file = locked(file)
    if open_file.is_closed:
        raise FileIsClosed
    plan = _insert(open_file, by, content, key)
    if plan is None:
        before: PlannedTalk = PlannedTalk.objects.get(key=key)
        refuse_other(before, {**content.columns, "file_id": file.pk, "counselor_id": by.pk})
        return before
    note_vouched(plan, by=by, fields=vouched_for)
    note_in_file("plan.made", plan, file=open_file, by=by)
    return plan


@transaction.atomic
def replan_talk(
    plan: PlannedTalk,
    *,
    by: Membership,
    version: int,
    content: PlanContent,
    vouched: Collection[str] = (),
) -> None:
    """Another moment or another way; `version` is the one that the writer had seen."""
    vouched_for = _check(content, vouched)
    now = locked(plan)
    if now.state != PlanState.PLANNED:
        raise PlanIsSettled
    changed = save_changes(now, content.columns, version=version)
    if changed:
        note_vouched(now, by=by, fields=vouched_for)
        note_in_file("plan.changed", now, file=plan.file, by=by, changed=changed)


def _check(content: PlanContent, vouched: Collection[str]) -> list[str]:
    if timezone.localdate(content.at) < timezone.localdate():
        raise PlanIsOver
    if content.at > timezone.now() + FURTHEST:
        raise PlanTooFarAway
    return refuse_bsn({"remark": content.remark}, vouched=vouched)


def _insert(
    file: ClientFile, by: Membership, content: PlanContent, key: UUID
) -> PlannedTalk | None:
    """None when the key is taken."""
    try:
        with transaction.atomic():
            plan: PlannedTalk = PlannedTalk.objects.create(
                file=file, counselor=by, key=key, **content.columns
            )
    except IntegrityError as error:
        diagnosis: Any = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name != "plannedtalk_key_once":
            raise
        return None
    return plan
