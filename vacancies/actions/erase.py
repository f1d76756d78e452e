"""Taking the person out of a question; the row stays, to be counted."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from loketten.audit import log
from loketten.audit.actors import SYSTEM
from vacancies.links import KIND_OF, revoke_link
from vacancies.models import AdReport

AT_ONCE = 500


def blank(row: Any) -> None:
    """On a locked row that the caller saves."""
    row.name = row.email = row.phone = row.message = ""
    row.erased_at = timezone.now()
    row.version += 1


def erase_ended() -> int:
    """At the current desk: what was answered, dropped or settled long enough ago. The number of
    rows."""
    before = timezone.now() - timedelta(days=settings.REQUESTS_KEPT_DAYS)
    count = 0
    for model in KIND_OF:
        rows: list[Any] = list(
            model.objects.to_erase(before).select_for_update(skip_locked=True)[:AT_ONCE]
        )
        for row in rows:
            blank(row)
            row.save()
            revoke_link(row)
        if rows:
            log.note("question.erased", model, by=SYSTEM, shown=[row.pk for row in rows])
        count += len(rows)
    return count + _erase_remarks(before)


def _erase_remarks(before: datetime) -> int:
    """Of reports: nobody is asked for a name, but a text may hold one."""
    old = AdReport.objects.to_erase(before).select_for_update(skip_locked=True)[:AT_ONCE]
    ids = [report.pk for report in old]
    if ids:
        AdReport.objects.filter(pk__in=ids).update(remark="")
        log.note("report.erased", AdReport, by=SYSTEM, shown=ids)
    return len(ids)
