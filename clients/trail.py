"""The row that every view of what stands in a file leaves, before it is answered."""

from django.db import models

from clients.models import ClientFile
from clients.perms import is_outside_caseload
from clients.watch import reason_to_look
from loketten.accounts.models import Membership
from loketten.audit.log import note


def note_look(action: str, obj: models.Model, *, file: ClientFile, by: Membership) -> None:
    """Raises, and shows nothing, when somebody opens too many files."""
    reason = reason_to_look(file, by)
    outside = is_outside_caseload(file, by)
    shown = [file.client_id]
    note(action, obj, by=by.actor, shown=shown, outside_caseload=outside, reason=reason)
