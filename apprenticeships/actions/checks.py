"""Writing down how it goes with somebody who was placed."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.rules import lift_marks, remember
from apprenticeships.choices import CheckOutcome, EventKind, Plank, TrajectoryState
from apprenticeships.models import AftercareCheck
from clients.trail import note_in_file
from loketten.accounts.changes import locked, note_vouched, save_changes
from loketten.accounts.models import Membership
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError


class NobodyIsAsked(DomainError):
    """After a stop there is no aftercare."""

    message = _("This trajectory stopped. Aftercare ends with it.")


@transaction.atomic
def record_check(
    check: AftercareCheck,
    *,
    by: Membership,
    version: int,
    outcome: CheckOutcome,
    note: str,
    vouched: Collection[str] = (),
) -> AftercareCheck:
    """For the first time, or again; `version` is the one that the writer had seen."""
    vouched_for = refuse_bsn({"note": note}, vouched=vouched)
    before = locked(check)
    trajectory = before.trajectory
    is_first = not before.outcome
    if is_first and trajectory.state == TrajectoryState.STOPPED:
        raise NobodyIsAsked
    columns: dict[str, Any] = {"outcome": outcome, "note": note}
    if is_first:
        columns |= {"done_at": timezone.now(), "done_by_id": by.pk}
    changed = save_changes(before, columns, version=version)
    if changed:
        lift_marks(trajectory.file, Plank.AFTERCARE)
        if is_first:
            remember(EventKind.CHECKED, trajectory, by=by, check=before)
        note_vouched(before, by=by, fields=vouched_for)
        note_in_file("aftercare.checked", before, file=trajectory.file, by=by, changed=changed)
    return before
