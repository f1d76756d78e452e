"""Laying a plank with a record: a trial placement, an introduction, a promise, money."""

from collections.abc import Collection
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.rules import check_happened, lift_marks, refuse_bsn_in
from apprenticeships.choices import Plank
from apprenticeships.models import Introduction
from apprenticeships.models.records import RECORDS, BridgeRecord
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import OtherWithKey, locked, note_vouched, save_changes
from loketten.accounts.models import Membership
from loketten.kit.errors import DomainError
from vacancies.models import Interest

Record = TypeVar("Record", bound=BridgeRecord)
# A trial placement may be planned; the others are written down when they happened.
HAPPENED = ("introduced_on", "promised_on", "asked_on", "answered_on")


class InterestIsTaken(DomainError):
    """One message of one visitor is one person."""

    message = _("This interest belongs to another client already. Choose another one.")
    field = "interest"


@transaction.atomic
def add_record(
    file: ClientFile,
    *,
    plank: Plank,
    by: Membership,
    columns: dict[str, Any],
    key: UUID,
    vouched: Collection[str] = (),
) -> BridgeRecord:
    """Write one record in an open file; a second submit of the same form finds the first one's."""
    model: Any = RECORDS[plank]
    vouched_for = refuse_bsn_in(columns, vouched=vouched)
    check_happened(columns, *HAPPENED)
    # Nobody closes the file meanwhile, and parallel submits of one form take their turn.
    open_file = locked(file)
    if before := model.objects.filter(key=key).first():
        return _saved_before(before, open_file, columns)
    if open_file.is_closed:
        raise FileIsClosed
    _check_interest(columns, but_for=None)
    record: BridgeRecord = model.objects.create(file=open_file, by=by, key=key, **columns)
    lift_marks(open_file, plank)
    note_vouched(record, by=by, fields=vouched_for)
    note_in_file("bridge.recorded", record, file=open_file, by=by)
    return record


@transaction.atomic
def change_record(
    record: Record,
    *,
    by: Membership,
    columns: dict[str, Any],
    version: int,
    vouched: Collection[str] = (),
) -> Record:
    """Write what differs; `version` is the one that the writer had seen."""
    vouched_for = refuse_bsn_in(columns, vouched=vouched)
    check_happened(columns, *HAPPENED)
    before = locked(record)
    _check_interest(columns, but_for=before.pk)
    changed = save_changes(before, columns, version=version)
    if changed:
        note_vouched(before, by=by, fields=vouched_for)
        note_in_file("bridge.changed", before, file=before.file, by=by, changed=changed)
    return before


def _saved_before(before: BridgeRecord, file: ClientFile, columns: dict[str, Any]) -> BridgeRecord:
    same = all(getattr(before, name) == value for name, value in columns.items())
    if before.file_id != file.pk or not same:
        raise OtherWithKey
    return before


def _check_interest(columns: dict[str, Any], *, but_for: int | None) -> None:
    interest_id = columns.get("interest_id")
    if interest_id is None:
        return
    # Whoever joins the same interest at this moment waits here.
    locked(Interest.objects.get(pk=interest_id))
    taken = Introduction.objects.filter(interest=interest_id)
    if (taken.exclude(pk=but_for) if but_for else taken).exists():
        raise InterestIsTaken
