"""What the access log keeps of talks: who, which, and whether the file is hers. Never a text."""

from collections.abc import Iterable

from django.db import models

from clients.models import ClientFile
from clients.perms import is_outside_caseload
from clients.trail import note_look
from loketten.accounts.models import Membership
from loketten.audit import log


def note_in_file(
    action: str,
    obj: models.Model,
    *,
    file: ClientFile,
    by: Membership,
    changed: Iterable[str] = (),
) -> None:
    """One row about something in a file; marked when the file is a colleague's. A view counts for
    the watch, and may be stopped by it."""
    if action.endswith(".viewed"):
        note_look(action, obj, file=file, by=by)
        return
    outside = is_outside_caseload(file, by)
    log.note(action, obj, by=by.actor, changed=changed, outside_caseload=outside)
