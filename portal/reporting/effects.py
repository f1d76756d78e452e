"""What the outbox does for reports: in the transaction that marks its row as done, so once."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from loketten.audit import outbox
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Desk
from portal.reporting.choices import Language, ReportKind
from portal.reporting.models import DeskReport, NationalReport, ReportPart
from portal.reporting.reports import content as contents
from portal.reporting.reports.drawing import pdf, xlsx

DRAWN = {ReportKind.PDF: pdf, ReportKind.XLSX: xlsx}


@outbox.effect("reporting.desk_report")
def make_desk_report(*, message_id: UUID, month: str) -> None:
    """Both kinds, in both languages, of the desk that is open."""
    first = date.fromisoformat(month)
    desk = Desk.objects.defer("logo").get(pk=current_desk_id())
    DeskReport.objects.bulk_create(
        DeskReport(month=first, **made) for made in _drawn(lambda: contents.of_desk(desk, first))
    )
    _is_done(first, desk.region_id)


@outbox.effect("reporting.national_report")
def make_national_report(*, message_id: UUID, month: str) -> None:
    first = date.fromisoformat(month)
    NationalReport.objects.bulk_create(
        NationalReport(month=first, **made) for made in _drawn(lambda: contents.of_country(first))
    )
    _is_done(first, None)


def _drawn(read: Callable[[], contents.Content]) -> Iterator[dict[str, Any]]:
    for language in Language:
        with override(language):
            content = read()
            for kind, draw in DRAWN.items():
                whole = draw(content)
                checksum = hashlib.sha256(whole).hexdigest()
                columns = {"kind": kind, "language": language, "checksum": checksum}
                yield {"content": whole, **columns}


def _is_done(month: date, region: str | None) -> None:
    ReportPart.objects.filter(run=month, region=region).update(done_at=timezone.now())
