"""Closing a file, and opening it again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.actions.rules import FileIsClosed, check_owner
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent
from clients.perms import is_outside_caseload
from loketten.accounts.changes import locked, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError


class FileIsOpen(DomainError):
    message = _("This file is open already.")


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
    outside = is_outside_caseload(before, by)
    note("file.closed", before, by=by.actor, changed=changed, outside_caseload=outside)
    return before


@transaction.atomic
def reopen_file(file: ClientFile, *, by: Membership, version: int, owner: Membership) -> ClientFile:
    """Somebody came back: her last file goes on, with a counselor who works here now."""
    check_owner(owner)
    before = locked(file)
    if not before.is_closed or ClientFile.objects.open().filter(client=before.client_id).exists():
        raise FileIsOpen
    columns = {
        "owner_id": owner.pk,
        "closed_on": None,
        "closing_outcome_id": None,
        "closing_reason_id": None,
    }
    changed = save_changes(before, columns, version=version)
    FileEvent.objects.create(file=before, kind=FileEventKind.REOPENED, by=by, to=owner)
    outside = is_outside_caseload(before, by)
    note("file.reopened", before, by=by.actor, changed=changed, outside_caseload=outside)
    return before
