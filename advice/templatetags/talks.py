"""Talks and promises in words."""

from collections.abc import Iterable

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from advice.choices import GroupKind
from advice.codes import Codebook
from advice.models import AdviceSession, NextStep, PlannedTalk
from advice.promises import state_of
from advice.ready import Plan
from loketten.ui.templatetags.ui import badge

register = template.Library()


@register.simple_tag
def talk_title(talk: AdviceSession | PlannedTalk | Plan, codes: Codebook) -> str:
    """Follow-up talk, phone; also of an appointment."""
    channel = codes.label(talk.channel_id)
    return f"{codes.label(talk.kind_id)}, {channel[:1].lower()}{channel[1:]}"


@register.simple_tag
def plan_words(plan: PlannedTalk, codes: Codebook) -> str:
    """Follow-up talk, phone, with an interpreter."""
    title = talk_title(plan, codes)
    return f"{title}, {plan.remark}" if plan.remark else title


@register.simple_tag
def code_names(keys: Iterable[str], codes: Codebook) -> str:
    """The labels of some codes, one after the other."""
    return " · ".join(codes.label(key) for key in keys)


@register.simple_tag
def code_name(key: str | None, codes: Codebook) -> str:
    """The label of one code; empty when nothing was chosen."""
    return codes.label(key)


@register.filter
def group_kind(kind: str) -> str:
    """Workshop or training."""
    return str(GroupKind(kind).label)


@register.simple_tag
def step_badge(step: NextStep) -> SafeString:
    """Done, late, today or later, as a badge."""
    state = state_of(step, today=timezone.localdate())
    return format_html("{}", badge(state.words, tone=state.tone, icon=state.icon))
