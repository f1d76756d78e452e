"""Trajectories, events and aftercare in words."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advice.promises import late_words
from apprenticeships.choices import CheckOutcome, FundingState, TrajectoryState
from apprenticeships.models import AftercareCheck, Trajectory, TrajectoryEvent
from apprenticeships.story import as_row, sentence_of
from loketten.ui.markup import format_html
from loketten.ui.templatetags.dates import day
from loketten.ui.templatetags.ui import badge

register = template.Library()

_TONES = {
    TrajectoryState.INTENTION: ("plain", ""),
    TrajectoryState.AGREED: ("brand", "pencil"),
    TrajectoryState.STARTED: ("brand", "arrow-right"),
    TrajectoryState.COMPLETED: ("ok", "check"),
    TrajectoryState.STOPPED: ("warn", "ban"),
}
_CHECKED = {
    CheckOutcome.WORKING: ("ok", "check"),
    CheckOutcome.NOT_WORKING: ("err", "alert-triangle"),
    CheckOutcome.NO_CONTACT: ("warn", "phone"),
}
_FUNDED = {
    FundingState.ASKED: ("warn", "clock"),
    FundingState.GRANTED: ("ok", "check"),
    FundingState.REFUSED: ("plain", "ban"),
}


@register.simple_tag
def trajectory_badge(trajectory: Trajectory) -> SafeString:
    """How far it is."""
    tone, icon = _TONES[TrajectoryState(trajectory.state)]
    return format_html("{}", badge(trajectory.get_state_display(), tone=tone, icon=icon))


@register.simple_tag
def check_badge(check: AftercareCheck) -> SafeString:
    """What was answered, or how late the question is."""
    if check.outcome:
        tone, icon = _CHECKED[CheckOutcome(check.outcome)]
        return format_html("{}", badge(check.get_outcome_display(), tone=tone, icon=icon))
    late = (timezone.localdate() - check.due_on).days
    if late > 0:
        return format_html("{}", badge(late_words(late), tone="err", icon="alert-triangle"))
    if late == 0:
        return format_html("{}", badge(_("Today"), tone="warn", icon="clock"))
    return format_html("{}", badge(_("On %(day)s") % {"day": day(check.due_on)}, icon="calendar"))


@register.simple_tag
def funding_badge(line: Any) -> SafeString:
    tone, icon = _FUNDED[FundingState(line.state)]
    return format_html("{}", badge(line.get_state_display(), tone=tone, icon=icon))


@register.simple_tag
def trajectory_sentence(event: TrajectoryEvent) -> str:
    return sentence_of(as_row(event))
