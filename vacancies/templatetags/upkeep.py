"""Recognitions and vacancies in the words of who looks after them."""

from datetime import date
from typing import NamedTuple

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loketten.ui.templatetags.dates import day
from loketten.ui.templatetags.ui import badge
from vacancies.choices import VacancyState
from vacancies.models import Vacancy
from vacancies.terms import ENDS_SOON, RECOGNITION_ENDS_SOON, LastDay, Until

register = template.Library()


@register.simple_tag
def recognised_badge(valid_until: date, valid_from: date | None = None) -> SafeString:
    """Until when a recognition holds, and a warning in time."""
    today, when = timezone.localdate(), {"day": day(valid_until)}
    if valid_until < today:
        return badge(_("Ended on %(day)s") % when, tone="err", icon="alert-triangle")
    if valid_from and valid_from > today:
        return badge(_("From %(day)s") % {"day": day(valid_from)})
    if valid_until <= today + RECOGNITION_ENDS_SOON:
        return badge(_("Runs out on %(day)s") % when, tone="warn", icon="clock")
    return badge(_("Until %(day)s") % when, tone="ok", icon="check")


@register.simple_tag
def state_badge(vacancy: Vacancy) -> SafeString:
    """Draft, online until when, or how it closed."""
    if vacancy.state == VacancyState.DRAFT:
        return badge(_("Draft"), icon="pencil")
    if vacancy.state == VacancyState.CLOSED or vacancy.expires_on is None:
        return badge(vacancy.get_closed_how_display(), icon="lock")
    words = _("Online until %(day)s") % {"day": day(vacancy.expires_on)}
    if vacancy.expires_on <= timezone.localdate() + ENDS_SOON:
        return badge(words, tone="warn", icon="clock")
    return badge(words, tone="ok", icon="check")


class Care(NamedTuple):
    """Why a vacancy needs its owner; the tones are those of a row of My day."""

    words: str
    tone: str


@register.simple_tag
def care_words(*, expires_on: date, recognised_until: date | None) -> Care:
    """Goes offline soon, or else its recognition runs out."""
    if recognised_until and expires_on > timezone.localdate() + ENDS_SOON:
        return Care(_("Recognition until %(day)s") % {"day": day(recognised_until)}, "quiet")
    return Care(_("Online until %(day)s") % {"day": day(expires_on)}, "today")


@register.simple_tag
def due_tone(due_on: date) -> str:
    """The tone of a row of My day."""
    today = timezone.localdate()
    if due_on < today:
        return "late"
    return "today" if due_on == today else "quiet"


@register.simple_tag
def because_words(last_day: LastDay) -> str:
    """Why a vacancy does not stay online for longer."""
    return {
        Until.REFRESHED: _("Before that day we ask again if the place is still free."),
        Until.APPLY_BY: _("That is the last day to answer."),
        Until.RECOGNITION: _("On that day the recognition of the company ends."),
    }[last_day.because]
