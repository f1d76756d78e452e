"""What somebody does with a file that she brings in."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Membership
from loketten.audit import outbox
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from loketten.kit.spelling import fold
from loketten.kit.tables.bounds import Table
from loketten.kit.text import clean_line
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Desk
from portal.exchange.choices import ImportKind, ImportState, Verdict
from portal.exchange.kinds.base import guessed_columns
from portal.exchange.kinds.registry import KINDS
from portal.exchange.models import Import, ImportRow
from portal.exchange.querysets import ROWS_AT_A_TIME

FILES_A_DAY = 20
LONGEST_HEADER = 200


class ImportGoesOn(DomainError):
    message = _("Another import is not finished yet. Finish or cancel that one first.")


class TooManyFiles(DomainError):
    message = _("Your desk sent very many files today. Go on tomorrow.")


class ColumnsAreMissing(DomainError):
    message = _("Choose a column for what every row needs.")


class NotReady(DomainError):
    message = _("This import is not waiting for that any more. Look how far it is.")


class RowsAreWrong(DomainError):
    message = _("Some rows are wrong, so nothing can be imported. Mend the file and send it again.")


class NothingToImport(DomainError):
    message = _("No row is left that would become something new.")


class HasBegun(DomainError):
    message = _("This import has begun. Wait a moment, and look how far it is.")


class IsOver(DomainError):
    message = _("This import was over already, so nothing was stopped. Look how it ended.")


@transaction.atomic
def send_file(table: Table, *, kind: ImportKind, by: Membership, key: UUID) -> Import:
    """Keeps the rows, and proposes what each column is; a second submit finds the first one's."""
    # Who sends a file at the same moment waits here.
    Desk.objects.select_for_update(no_key=True).only("pk").get(pk=current_desk_id())
    before: Import | None = Import.objects.filter(key=key).first()
    if before:
        return before
    if Import.objects.open().exists():
        raise ImportGoesOn
    if Import.objects.since(timezone.now() - timedelta(days=1)).count() >= FILES_A_DAY:
        raise TooManyFiles
    headers = [clean_line(header)[:LONGEST_HEADER] for header in table.headers]
    mark = _mark_of(headers)
    run: Import = Import.objects.create(
        kind=kind,
        by=by,
        state=ImportState.SENT,
        headers=headers,
        headers_mark=mark,
        columns=_columns_before(kind, mark) or guessed_columns(KINDS[kind], headers),
        row_count=len(table.lines),
        key=key,
    )
    rows = (ImportRow(of=run, number=line.number, cells=line.cells) for line in table.lines)
    ImportRow.objects.bulk_create(rows, batch_size=ROWS_AT_A_TIME)
    note("import.sent", run, by=by.actor)
    return run


@transaction.atomic
def choose_columns(
    run: Import, columns: dict[str, int], *, by: Membership, owner: Membership | None
) -> Import:
    """What each column is; after that every row is checked."""
    before = _locked(run)
    if before.state not in {ImportState.SENT, ImportState.CHECKED, ImportState.STOPPED}:
        raise NotReady
    _refuse_incomplete(before, columns)
    before.columns, before.owner, before.state = columns, owner, ImportState.CHECKING
    before.save(update_fields=["columns", "owner", "state"])
    before.rows.update(verdict=Verdict.UNREAD)
    note("import.checked", before, by=by.actor)
    outbox.add("exchange.check_import", run_id=before.pk)
    return before


@transaction.atomic
def begin_import(run: Import, *, by: Membership, doubles: str) -> Import:
    """All rows or none; pressed twice it begins once."""
    before = _locked(run)
    if before.state == ImportState.QUEUED:
        return before
    if before.state != ImportState.CHECKED:
        raise NotReady
    if before.rows.filter(verdict=Verdict.WRONG).exists():
        raise RowsAreWrong
    wanted = before.rows.wanted(doubles).count()
    if not wanted:
        raise NothingToImport
    before.doubles, before.state = doubles, ImportState.QUEUED
    before.save(update_fields=["doubles", "state"])
    note("import.begun", before, by=by.actor)
    first = KINDS[before.kind].reserve(wanted)
    outbox.add("exchange.bring_in", run_id=before.pk, first=first)
    return before


@transaction.atomic
def cancel_import(run: Import, *, by: Membership) -> Import:
    """Until it begins; the rows go at once."""
    before = _locked(run)
    if before.state == ImportState.CANCELLED:
        return before
    if not before.is_open:
        raise IsOver
    end(before, ImportState.CANCELLED)
    note("import.cancelled", before, by=by.actor)
    return before


def end(run: Import, state: ImportState) -> None:
    """The locked import is over: what its rows say is not kept any longer."""
    run.state, run.ended_at, run.headers = state, timezone.now(), []
    run.save(update_fields=["state", "ended_at", "headers"])
    run.rows.update(cells=[])


def _locked(run: Import) -> Import:
    """Whoever is importing it now holds it until the end."""
    try:
        with transaction.atomic():
            fresh: Import = Import.objects.select_for_update(no_key=True, nowait=True).get(
                pk=run.pk
            )
    except OperationalError:
        raise HasBegun from None
    return fresh


def _mark_of(headers: list[str]) -> str:
    return hashlib.sha256("\n".join(map(fold, headers)).encode()).hexdigest()


def _columns_before(kind: ImportKind, mark: str) -> dict[str, Any]:
    """What somebody of this desk chose when a file had the same columns."""
    known = Import.objects.filter(kind=kind, headers_mark=mark).exclude(columns={})
    found: dict[str, Any] | None = known.values_list("columns", flat=True).first()
    return found or {}


def _refuse_incomplete(run: Import, columns: dict[str, int]) -> None:
    """One field has one column by the shape of `columns`; the form says which are missing."""
    needed = {column.field for column in KINDS[run.kind].columns if column.is_needed}
    if needed - columns.keys():
        raise ColumnsAreMissing
