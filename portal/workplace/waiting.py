"""How long a visitor waits for the desk, in words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.tenancy.models import Closure
from loketten.ui.templatetags.dates import day
from vacancies.waiting import answer_by


class Due(NamedTuple):
    """The promise in words; the tones are those of a row of My day."""

    words: str = ""
    tone: str = "plain"


def closures_of(desk_id: int) -> Sequence[Closure]:
    """Days that do not count; one query for all rows of a page."""
    return list(Closure.objects.filter(desk=desk_id))


def due_of(sent_at: datetime, closures: Sequence[Closure], *, today: date) -> Due:
    last_day = answer_by(
        timezone.localdate(sent_at), working_days=settings.ANSWER_WORKING_DAYS, closures=closures
    )
    if last_day < today:
        return Due(_("late: due %s") % day(last_day), "late")
    if last_day == today:
        return Due(_("answer today"), "today")
    return Due(_("answer by %s") % day(last_day), "quiet")
