"""Closing a file."""

from django.db import transaction
from django.utils import timezone

from clients.actions.rules import FileIsClosed
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent
from clients.trail import note_in_file
from loketten.accounts.changes import locked, save_changes
from loketten.accounts.models import Membership


@transaction.atomic
def close_file(
    file: ClientFile, *, by: Membership, version: int, outcome: str, reason: str
) -> ClientFile:
    """Close an open file today, with how it ended and why."""
    before = locked(file)
    if before.is_closed:
        raise FileIsClosed
    columns = {
        "closed_on": timezone.localdate(),
        "closing_outcome_id": outcome,
        "closing_reason_id": reason,
    }
    changed = save_changes(before, columns, version=version)
    FileEvent.objects.create(
        file=before, kind=FileEventKind.CLOSED, by=by, outcome_id=outcome, reason_id=reason
    )
    note_in_file("file.closed", before, file=before, by=by, changed=changed)
    return before
