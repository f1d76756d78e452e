"""How far a promise is, in words."""

from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from advice.models import NextStep
from loketten.ui.templatetags.dates import day


class StepState(NamedTuple):
    """In words and in the tones of a badge."""

    words: str
    tone: str
    icon: str


def state_of(step: NextStep, *, today: date) -> StepState:
    """Done, late, today or later."""
    if step.done_at:
        return StepState(gettext("Done"), "ok", "check")
    days = (step.due_on - today).days
    if days < 0:
        return StepState(late_words(-days), "err", "alert-triangle")
    if days == 0:
        return StepState(gettext("Today"), "warn", "clock")
    return StepState(gettext("By %(day)s") % {"day": day(step.due_on)}, "plain", "calendar")


def late_words(days: int) -> str:
    return ngettext("%(count)d day late", "%(count)d days late", days) % {"count": days}
