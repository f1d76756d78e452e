"""What is not kept: files that nobody may fetch any more, and rows that nobody imported."""

from django.utils import timezone

from loketten.accounts.rights import Right
from loketten.audit.actors import SYSTEM
from loketten.audit.log import note
from portal.exchange.actions.exports import drop
from portal.exchange.actions.imports import end
from portal.exchange.bringing import still_may
from portal.exchange.choices import ExportState, ImportState
from portal.exchange.models import Export, Import, ImportRow
from portal.exchange.models.imports import ROWS_KEPT


def forget_at_desk() -> None:
    """Of the desk that is open."""
    for export in Export.objects.run_out().select_for_update(skip_locked=True, no_key=True):
        drop(export, ExportState.EXPIRED)
        note("export.expired", export, by=SYSTEM)
    _of_who_left()
    old = Import.objects.filter(sent_at__lt=timezone.now() - ROWS_KEPT)
    for run in old.open().select_for_update(skip_locked=True, no_key=True):
        end(run, ImportState.CANCELLED)
        note("import.cancelled", run, by=SYSTEM)
    ImportRow.objects.filter(of__in=old).delete()


def _of_who_left() -> None:
    """She alone could fetch it, and she does not work there any more."""
    ready = Export.objects.filter(state=ExportState.READY).select_related("by")
    for export in ready:
        if not still_may(export.by, Right.EXPORT_DESK):
            drop(export, ExportState.CANCELLED)
            note("export.cancelled", export, by=SYSTEM)
