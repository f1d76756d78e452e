"""Keeping a promise, and taking that back."""

from django.db import transaction
from django.utils import timezone

from advice.models import NextStep
from clients.trail import note_in_file
from loketten.accounts.models import Membership


@transaction.atomic
def finish_step(step: NextStep, *, by: Membership) -> None:
    """A step that was finished before stays as it was."""
    if NextStep.objects.open().filter(pk=step.pk).update(done_at=timezone.now()):
        note_in_file("step.finished", step, file=step.file, by=by)


@transaction.atomic
def reopen_step(step: NextStep, *, by: Membership) -> None:
    """Undo of `finish_step`."""
    if NextStep.objects.done().filter(pk=step.pk).update(done_at=None):
        note_in_file("step.reopened", step, file=step.file, by=by)
