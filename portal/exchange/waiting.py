"""Why something that was asked for has not begun yet."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loketten.audit import outbox
from portal.exchange.choices import ImportState
from portal.exchange.models import Export, Import

EFFECTS = {
    ImportState.CHECKING: "exchange.check_import",
    ImportState.QUEUED: "exchange.bring_in",
}


def why_import_waits(run: Import) -> str:
    """Empty when it does not."""
    return _why(outbox.standing(EFFECTS[ImportState(run.state)], run_id=run.pk))


def why_export_waits(export: Export) -> str:
    return _why(outbox.standing("exchange.make_export", export_id=export.pk))


def _why(standing: outbox.Standing | None) -> str:
    if standing is None or standing.has_begun:
        return ""
    if not standing.ahead:
        return _("It begins in a moment, or when a file that came before it is done.")
    return ngettext(
        "%(number)d large file of another desk comes first. They take turns, in the order in "
        "which they were sent.",
        "%(number)d large files of other desks come first. They take turns, in the order in "
        "which they were sent.",
        standing.ahead,
    ) % {"number": standing.ahead}
