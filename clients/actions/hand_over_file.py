"""Giving a file to a colleague."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from clients.actions.rules import FileIsClosed, check_owner
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent
from clients.perms import is_outside_caseload
from loketten.accounts.changes import locked, save_changes
from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError


class HasThisCounselor(DomainError):
    message = _("This counselor has the file already. Choose somebody else.")


@transaction.atomic
def hand_over_file(
    file: ClientFile, *, by: Membership, version: int, owner: Membership
) -> ClientFile:
    """Another counselor of the desk takes over an open file; the timeline says who from whom."""
    check_owner(owner)
    before = locked(file)
    if before.is_closed:
        raise FileIsClosed
    if before.owner_id == owner.pk:
        raise HasThisCounselor
    outside = is_outside_caseload(before, by)
    changed = save_changes(before, {"owner_id": owner.pk}, version=version)
    FileEvent.objects.create(file=before, kind=FileEventKind.HANDED_OVER, by=by, to=owner)
    note("file.handed-over", before, by=by.actor, changed=changed, outside_caseload=outside)
    return before
