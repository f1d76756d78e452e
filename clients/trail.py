"""What the access log keeps of a file: who, which, and whether it is hers. Never a text."""

from collections.abc import Iterable

from django.db import models

from clients.models import ClientFile
from clients.perms import is_outside_caseload
from clients.watch import reason_to_look, refuse_too_many
from loketten.accounts.models import Membership
from loketten.audit.actors import Actor
from loketten.audit.log import note, note_each


def note_in_file(
    action: str,
    obj: models.Model,
    *,
    file: ClientFile,
    by: Membership,
    changed: Iterable[str] = (),
) -> None:
    """One row about something in a file; marked when the file is a colleague's. A view is
    noted before it is answered, counts for the watch, and may be stopped by it."""
    if action.endswith(".viewed"):
        _note_look(action, obj, file=file, by=by)
        return
    outside = is_outside_caseload(file, by)
    note(action, obj, by=by.actor, changed=changed, outside_caseload=outside)


def note_in_files(action: str, files: Iterable[ClientFile], *, by: Membership) -> None:
    """One row for each file, about the file itself; never of a view."""
    rows = ((file, is_outside_caseload(file, by)) for file in files)
    note_each(action, rows, by=by.actor)


def note_look_of_system(action: str, obj: models.Model, *, file: ClientFile, by: Actor) -> None:
    """A connected system reads: noted before the answer, and counted for the watch."""
    refuse_too_many(file, by)
    note(action, obj, by=by, shown=[file.client_id])


def _note_look(action: str, obj: models.Model, *, file: ClientFile, by: Membership) -> None:
    reason = reason_to_look(file, by)
    outside = is_outside_caseload(file, by)
    shown = [file.client_id]
    note(action, obj, by=by.actor, shown=shown, outside_caseload=outside, reason=reason)
