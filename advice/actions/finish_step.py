"""Keeping a promise, and taking that back."""

from django.db import transaction
from django.db.models.functions import Now

from advice.models import NextStep
from loketten.accounts.models import Membership
from loketten.audit.log import note


@transaction.atomic
def finish_step(step: NextStep, *, by: Membership) -> None:
    """A step that was finished before stays as it was."""
    if NextStep.objects.open().filter(pk=step.pk).update(done_at=Now()):
        note("step.finished", step, by=by.actor, outside_caseload=step.file.owner_id != by.pk)


@transaction.atomic
def reopen_step(step: NextStep, *, by: Membership) -> None:
    """Undo of `finish_step`."""
    if NextStep.objects.done().filter(pk=step.pk).update(done_at=None):
        note("step.reopened", step, by=by.actor, outside_caseload=step.file.owner_id != by.pk)
