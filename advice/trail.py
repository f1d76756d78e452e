"""What the access log keeps of talks: who, which, and whether the file is hers. Never a text."""

from collections.abc import Iterable

from django.db import models

from clients.models import ClientFile
from clients.perms import is_outside_caseload
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
    """One row about something in a file; marked when the file is a colleague's."""
    outside = is_outside_caseload(file, by)
    log.note(action, obj, by=by.actor, changed=changed, outside_caseload=outside)
