"""Taking the person out of a question; the row stays, to be counted."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from loketten.audit import log
from loketten.audit.actors import SYSTEM
from vacancies.links import KIND_OF, revoke_link

AT_ONCE = 500


def blank(row: Any) -> None:
    """On a locked row that the caller saves."""
    row.name = row.email = row.phone = row.message = ""
    row.erased_at = timezone.now()
    row.version += 1


def erase_ended() -> int:
    """At the current desk: what was answered or dropped long enough ago. The number of rows."""
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
    return count
