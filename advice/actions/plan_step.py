"""Agreeing on a step between two talks, and moving one to another day or to a colleague."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.content import Promise
from advice.models import AdviceSession, NextStep, StepChange
from clients.actions.rules import FileIsClosed, NotACounselor, check_owner
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError
from loketten.tenancy.context import current_desk_id


class StepInPast(DomainError):
    """A promise is about what still has to be done."""

    message = _("This day has passed. Choose today or a later day.")
    field = "due_on"


class StepIsDone(DomainError):
    message = _("This step is done. Open it again before you change it.")


@transaction.atomic
def add_step(
    file: ClientFile,
    *,
    by: Membership,
    what: str,
    owner: Membership,
    due_on: date,
    key: UUID,
    vouched: Collection[str] = (),
) -> NextStep:
    """Without a talk; a second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn({"what": what}, vouched=vouched)
    check_owner(owner)
    if due_on < timezone.localdate():
        raise StepInPast
    if locked(file).is_closed:
        raise FileIsClosed
    columns = {"file": file, "owner": owner, "what": what, "due_on": due_on}
    step, is_new = NextStep.objects.get_or_create(key=key, defaults=columns)
    if is_new:
        note_vouched(step, by=by, fields=vouched_for)
        note_in_file("step.added", step, file=file, by=by)
    else:
        refuse_other(step, columns)
    assert isinstance(step, NextStep)
    return step


@transaction.atomic
def move_step(
    step: NextStep,
    *,
    by: Membership,
    version: int,
    what: str,
    owner: Membership,
    due_on: date,
    vouched: Collection[str] = (),
) -> NextStep:
    """To another day, another colleague or other words; what it was stays readable."""
    vouched_for = refuse_bsn({"what": what}, vouched=vouched)
    before = locked(step)
    if before.done_at:
        raise StepIsDone
    if owner.pk != before.owner_id:
        check_owner(owner)
    if due_on != before.due_on and due_on < timezone.localdate():
        raise StepInPast
    change = changed_from(before, by=by, what=what, owner_id=owner.pk, due_on=due_on)
    columns = {"what": what, "owner_id": owner.pk, "due_on": due_on}
    changed = save_changes(before, columns, version=version)
    if changed:
        change.save()
        note_vouched(before, by=by, fields=vouched_for)
        note_in_file("step.moved", before, file=before.file, by=by, changed=changed)
    return before


def promise_step(talk: AdviceSession, promise: Promise, *, by: Membership) -> None:
    """At the end of a talk; part of the action that writes the talk."""
    owner = new_owner(promise.owner_id, by=by)
    NextStep.objects.create(
        file=talk.file, session=talk, owner=owner, what=promise.what, due_on=promise.due_on
    )


def new_owner(owner_id: int | None, *, by: Membership) -> Membership:
    """Whoever writes, or a colleague who works here today."""
    if owner_id in (None, by.pk):
        return by
    owner = Membership.objects.of_team(current_desk_id()).filter(pk=owner_id).first()
    if owner is None:
        raise NotACounselor
    check_owner(owner)
    return owner


def changed_from(
    step: NextStep, *, by: Membership, what: str, owner_id: int, due_on: date
) -> StepChange:
    """Not saved yet: what the step is now, and what it is about to become."""
    return StepChange(
        step=step,
        by=by,
        from_what=step.what,
        from_due_on=step.due_on,
        from_owner_id=step.owner_id,
        to_what=what,
        to_due_on=due_on,
        to_owner_id=owner_id,
    )
