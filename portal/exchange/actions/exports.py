"""Asking for everything that a desk has, and taking the question back."""

from datetime import timedelta
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from loketten.accounts.colleagues import colleagues_with
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.audit import outbox
from loketten.audit.log import note
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Desk
from portal.exchange.choices import ExportState, Purpose
from portal.exchange.models import Export

EXPORTS_A_DAY = 3


class ExportGoesOn(DomainError):
    message = _("An export is being made already. Wait until it is ready.")


class TooManyExports(DomainError):
    message = _("Your desk made three exports in one day. Ask again tomorrow.")


class MakingHasBegun(DomainError):
    message = _("This export is being made now, and is ready in a moment.")


@transaction.atomic
def ask_export(
    *,
    by: Membership,
    purpose: str,
    reason: str,
    format: str,
    key: UUID,
    vouched: list[str],
) -> Export:
    """Everybody who watches over the desk hears of it; a second submit finds the first one's."""
    refuse_bsn({"reason": reason}, vouched=vouched)
    # Who asks at the same moment waits here.
    Desk.objects.select_for_update(no_key=True).only("pk").get(pk=current_desk_id())
    before: Export | None = Export.objects.filter(key=key).first()
    if before:
        return before
    if Export.objects.filter(state=ExportState.QUEUED).exists():
        raise ExportGoesOn
    if Export.objects.since(timezone.now() - timedelta(days=1)).count() >= EXPORTS_A_DAY:
        raise TooManyExports
    export: Export = Export.objects.create(
        by=by,
        purpose=purpose,
        reason=reason,
        format=format,
        language=(get_language() or "nl")[:2],
        key=key,
    )
    note("export.asked", export, by=by.actor, reason=f"{Purpose(purpose).label}: {reason}")
    for receiver in watchers(but=by):
        outbox.add("exchange.tell_asked", export_id=export.pk, member_id=receiver.pk)
    outbox.add("exchange.make_export", export_id=export.pk)
    return export


@transaction.atomic
def cancel_export(export: Export, *, by: Membership) -> Export:
    """Before it is made, or the file itself afterwards."""
    try:
        with transaction.atomic():
            before: Export = Export.objects.select_for_update(no_key=True, nowait=True).get(
                pk=export.pk
            )
    except OperationalError:
        raise MakingHasBegun from None
    if before.state in {ExportState.QUEUED, ExportState.READY}:
        drop(before, ExportState.CANCELLED)
        note("export.cancelled", before, by=by.actor)
    return before


def drop(export: Export, state: ExportState) -> None:
    """The bytes go; that somebody asked for them stays."""
    export.parts.all().delete()
    export.state = state
    export.save(update_fields=["state"])


def watchers(*, but: Membership) -> list[Membership]:
    """The other managers, and whoever reads the access log."""
    return [one for one in colleagues_with(Right.READ_ACCESS_LOG) if one.pk != but.pk]
