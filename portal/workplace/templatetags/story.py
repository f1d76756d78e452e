"""What happened to a file, and what was promised, in words."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from advice.codes import Codebook
from advice.models import NextStep
from advice.promises import late_words
from clients.choices import FileEventKind
from loketten.ui.templatetags.dates import full_day
from portal.workplace.happenings import Happening

register = template.Library()


@register.simple_tag
def event_words(event: Happening, codes: Codebook) -> str:
    """One sentence: who did what to the file."""
    return _SENTENCES[FileEventKind(event.kind)](event, codes)


@register.simple_tag
def due_words(step: NextStep) -> str:
    """Late in days, today, or the day of the week."""
    days = (timezone.localdate() - step.due_on).days
    if days > 0:
        return late_words(days)
    return _("Today") if days == 0 else full_day(step.due_on)


@register.simple_tag
def step_tone(step: NextStep) -> str:
    """late | today | quiet, as the rows of the day colour them."""
    days = (timezone.localdate() - step.due_on).days
    if days > 0:
        return "late"
    return "quiet" if days else "today"


def _opened(event: Happening, codes: Codebook) -> str:
    return _("%(name)s opened the file.") % {"name": event.name}


def _handed_over(event: Happening, codes: Codebook) -> str:
    names = {"name": event.name, "other": event.other}
    return _("%(name)s handed the file over to %(other)s.") % names


def _closed(event: Happening, codes: Codebook) -> str:
    how = {
        "name": event.name,
        "outcome": codes.label(event.key),
        "reason": codes.label(event.second_key),
    }
    return _("%(name)s closed the file. Outcome: %(outcome)s. Reason: %(reason)s.") % how


def _reopened(event: Happening, codes: Codebook) -> str:
    return _("%(name)s opened the file again.") % {"name": event.name}


_SENTENCES = {
    FileEventKind.OPENED: _opened,
    FileEventKind.HANDED_OVER: _handed_over,
    FileEventKind.CLOSED: _closed,
    FileEventKind.REOPENED: _reopened,
}
