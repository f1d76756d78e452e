"""What the outbox does for imports and exports.

Each runs in the transaction that marks its row as delivered: a worker that is killed in the middle
leaves nothing behind, and the next one does it once. What takes a few seconds waits for nobody;
what takes longer stands in line with the other desks.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from clients.models import Client
from loketten.accounts.addresses import absolute
from loketten.accounts.mail import send
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.audit import outbox
from loketten.audit.actors import SYSTEM
from loketten.audit.log import note
from portal.exchange.actions.exports import drop
from portal.exchange.actions.imports import end
from portal.exchange.bringing import bring_in, check, desk_works, still_may
from portal.exchange.choices import ExportState, ImportState
from portal.exchange.everything.making import make
from portal.exchange.kinds.base import RowInTheWay
from portal.exchange.models import Export, Import

log = structlog.get_logger()
FEW_ROWS, FEW_CLIENTS = 500, 2_000


def has_many_rows(*, run_id: int, first: int = 0) -> bool:
    return bool(Import.objects.filter(pk=run_id, row_count__gt=FEW_ROWS).exists())


def has_many_clients(*, export_id: int) -> bool:
    """The clients of a desk tell how much else it has."""
    return bool(Client.objects.count() > FEW_CLIENTS)


def refuse_import(*, message_id: UUID, run_id: int, first: int = 0) -> None:
    """Each time the worker died over it, so it is not tried by hand either."""
    run = _locked(Import, run_id)
    if run is not None and run.is_under_way:
        end(run, ImportState.REFUSED)
        note("import.refused", run, by=SYSTEM)


def give_export_up(*, message_id: UUID, export_id: int) -> None:
    export = _locked(Export, export_id)
    if export is not None and export.state == ExportState.QUEUED:
        _fail(export)


@outbox.effect("exchange.check_import", in_the_end=refuse_import, is_long=has_many_rows)
def check_import(*, message_id: UUID, run_id: int) -> None:
    _work(run_id, ImportState.CHECKING, check)


@outbox.effect("exchange.bring_in", in_the_end=refuse_import, is_long=has_many_rows)
def bring_in_rows(*, message_id: UUID, run_id: int, first: int = 0) -> None:
    _work(run_id, ImportState.QUEUED, partial(bring_in, first=first))


@outbox.effect("exchange.make_export", in_the_end=give_export_up, is_long=has_many_clients)
def make_export(*, message_id: UUID, export_id: int) -> None:
    """Cancelled when whoever asked does not work there any more, or not as manager."""
    export = _locked(Export, export_id)
    if export is None or export.state != ExportState.QUEUED:
        return
    if not still_may(export.by, Right.EXPORT_DESK):
        drop(export, ExportState.CANCELLED)
        note("export.cancelled", export, by=SYSTEM)
        return
    try:
        with transaction.atomic():
            make(export)
    except Exception as error:
        # Once more would fail once more: somebody reads that it failed, and asks again.
        log.exception("exchange.export_failed", export=export_id, error=type(error).__name__)
        _fail(export)
        return
    note("export.made", export, by=SYSTEM)
    outbox.add("exchange.tell_ready", export_id=export.pk)


@outbox.effect("exchange.tell_asked")
def tell_asked(*, message_id: UUID, export_id: int, member_id: int) -> None:
    """To the others who watch over the desk."""
    export = Export.objects.select_related("by__user", "by__desk").get(pk=export_id)
    receiver = Membership.objects.select_related("user", "desk").get(pk=member_id)
    _tell(
        "asked",
        receiver,
        message_id,
        _("Somebody asked for everything your desk has"),
        "workplace:access_log",
        export,
    )


@outbox.effect("exchange.tell_ready")
def tell_ready(*, message_id: UUID, export_id: int) -> None:
    export = Export.objects.select_related("by__user", "by__desk").get(pk=export_id)
    if export.can_be_fetched and still_may(export.by, Right.EXPORT_DESK):
        _tell("ready", export.by, message_id, _("Your export is ready"), "exchange:home", export)


@outbox.effect("exchange.tell_failed")
def tell_failed(*, message_id: UUID, export_id: int) -> None:
    export = Export.objects.select_related("by__user", "by__desk").get(pk=export_id)
    if still_may(export.by, Right.EXPORT_DESK):
        subject = _("Your export could not be made")
        _tell("failed", export.by, message_id, subject, "exchange:home", export)


def _fail(export: Export) -> None:
    """Whoever asked hears of it, and can ask again."""
    drop(export, ExportState.FAILED)
    note("export.failed", export, by=SYSTEM)
    outbox.add("exchange.tell_failed", export_id=export.pk)


def _work(run_id: int, state: ImportState, work: Callable[[Import], None]) -> None:
    """While it stands in this state and may go on; what goes wrong is told on its page."""
    run = _locked(Import, run_id)
    if run is None or run.state != state:
        return
    if not (still_may(run.by, Right.IMPORT_DESK) and desk_works(run.by)):
        end(run, ImportState.CANCELLED)
        note("import.cancelled", run, by=SYSTEM)
        return
    try:
        with transaction.atomic():
            work(run)
    except RowInTheWay as stopped:
        _stop(run_id, stopped.number)
    except Exception as error:
        log.exception("exchange.import_failed", run=run_id, error=type(error).__name__)
        _stop(run_id, 0)


def _stop(run_id: int, number: int) -> None:
    Import.objects.filter(pk=run_id).update(state=ImportState.STOPPED, stopped_at=number)
    note("import.stopped", Import.objects.get(pk=run_id), by=SYSTEM)


def _locked(model: Any, pk: int) -> Any:
    rows = model.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("by__user", "by__desk").filter(pk=pk).first()


def _tell(
    template: str, receiver: Membership, message_id: UUID, subject: Any, page: str, export: Export
) -> None:
    language = receiver.user.language
    send(
        f"exchange/email/{template}",
        to=receiver.user.email,
        subject=subject,
        language=language,
        message_id=message_id,
        context={
            "name": export.by.user.name,
            "desk": receiver.desk,
            "purpose": export.get_purpose_display,
            "until": export.expires_at,
            "url": absolute(page, language=language, kwargs={"desk": receiver.desk.slug}),
        },
    )
