"""What the outbox does for reports: in the transaction that marks its row as done, so once."""

import hashlib
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from loketten.audit import outbox
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Desk
from portal.reporting.choices import ReportKind
from portal.reporting.models import DeskReport, NationalReport, ReportPart
from portal.reporting.reports import content as contents
from portal.reporting.reports.drawing import pdf, xlsx

DRAWN = {ReportKind.PDF: pdf, ReportKind.XLSX: xlsx}


@outbox.effect("reporting.desk_report")
def make_desk_report(*, message_id: UUID, month: str) -> None:
    """Both kinds, in Dutch, of the desk that is open."""
    first = date.fromisoformat(month)
    desk = Desk.objects.defer("logo").get(pk=current_desk_id())
    with override("nl"):
        content = contents.of_desk(desk, first)
    DeskReport.objects.bulk_create(
        DeskReport(month=first, kind=kind, **made) for kind, made in _drawn(content).items()
    )
    _is_done(first, desk.region_id)


@outbox.effect("reporting.national_report")
def make_national_report(*, message_id: UUID, month: str) -> None:
    first = date.fromisoformat(month)
    with override("nl"):
        content = contents.of_country(first)
    NationalReport.objects.bulk_create(
        NationalReport(month=first, kind=kind, **made) for kind, made in _drawn(content).items()
    )
    _is_done(first, None)


def _drawn(content: contents.Content) -> dict[ReportKind, dict[str, object]]:
    made = {kind: draw(content) for kind, draw in DRAWN.items()}
    return {
        kind: {"content": whole, "checksum": hashlib.sha256(whole).hexdigest()}
        for kind, whole in made.items()
    }


def _is_done(month: date, region: str | None) -> None:
    ReportPart.objects.filter(run=month, region=region).update(done_at=timezone.now())
