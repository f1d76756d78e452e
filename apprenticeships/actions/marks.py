"""Saying of a plank that it is missing, or that it is not needed."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.rules import lift_marks
from apprenticeships.bridge import bridge_of
from apprenticeships.choices import Plank, PlankState, Says
from apprenticeships.models import PlankMark
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import OtherWithKey, locked, note_vouched
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class PlankIsThere(DomainError):
    """What is recorded is not missing."""

    message = _("This plank is there already. Change what is recorded instead.")


@transaction.atomic
def mark_plank(
    file: ClientFile,
    *,
    plank: Plank,
    says: Says,
    reason: str,
    by: Membership,
    key: UUID,
    vouched: Collection[str] = (),
) -> PlankMark:
    """Replaces what was said before, which is kept."""
    vouched_for = refuse_bsn({"reason": reason}, vouched=vouched)
    open_file = locked(file)
    before: PlankMark | None = PlankMark.objects.filter(key=key).first()
    if before is not None:
        same = (before.file_id, before.plank, before.says, before.reason)
        if same != (open_file.pk, plank, says, reason):
            raise OtherWithKey
        return before
    if open_file.is_closed:
        raise FileIsClosed
    if bridge_of(open_file)[plank].state is PlankState.THERE:
        raise PlankIsThere
    lift_marks(open_file, plank)
    mark: PlankMark = PlankMark.objects.create(
        file=open_file, plank=plank, says=says, reason=reason, by=by, key=key
    )
    note_vouched(open_file, by=by, fields=vouched_for)
    note_in_file("bridge.marked", open_file, file=open_file, by=by)
    return mark


@transaction.atomic
def lift_mark(file: ClientFile, *, plank: Plank, by: Membership) -> None:
    """Takes the word back; the plank says again what is recorded."""
    if lift_marks(locked(file), plank):
        note_in_file("bridge.lifted", file, file=file, by=by)
