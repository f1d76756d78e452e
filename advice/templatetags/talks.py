"""Talks and promises in words."""

import json
from collections.abc import Iterable

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from advice.choices import GroupKind
from advice.codes import Codebook
from advice.models import AdviceSession, NextStep, PlannedTalk
from advice.promises import state_of
from advice.ready import Draft, Plan, Template
from loketten.accounts.device_keys import device_keys, device_owner
from loketten.ui.markup import format_html
from loketten.ui.templatetags.dates import clock, moment
from loketten.ui.templatetags.ui import badge

register = template.Library()


@register.simple_tag
def talk_title(talk: AdviceSession | PlannedTalk | Plan, codes: Codebook) -> str:
    """Follow-up talk, phone; also of an appointment."""
    return _title(codes.label(talk.kind_id), codes.label(talk.channel_id))


@register.simple_tag
def plan_words(plan: PlannedTalk) -> str:
    """Follow-up talk, phone · with an interpreter; of an appointment that came with its codes."""
    title = _title(plan.kind.label, plan.channel.label)
    return f"{title} · {plan.remark}" if plan.remark else title


def _title(kind: str, channel: str) -> str:
    return f"{kind}, {channel[:1].lower()}{channel[1:]}"


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


@register.simple_tag(takes_context=True)
def draft_attributes(context: Context) -> SafeString:
    """What the script that keeps drafts reads on the form; the key goes to its own page only."""
    request, client, ready = context["request"], context["client"], context["ready"]
    url = reverse("advice:draft", args=[request.desk.slug, client.number])
    return format_html(
        'data-draft="{}" data-draft-place="{}" data-draft-version="{}" data-draft-owner="{}" '
        'data-device-keys="{}" data-label="{}"',
        url,
        f"{request.desk.slug}/{client.number}",
        ready.draft.version if ready.draft else 0,
        device_owner(request.user),
        device_keys(request.user),
        client.name,
    )


@register.simple_tag
def draft_kept(draft: Draft) -> str:
    """Draft kept at 14.32."""
    return _("Draft kept at %(hour)s.") % {"hour": clock(draft.saved_at)}


@register.simple_tag
def draft_found(draft: Draft) -> str:
    """This is your draft of tuesday 24 november, 14.32."""
    return _("This is your draft of %(moment)s.") % {"moment": moment(draft.saved_at)}


@register.simple_tag
def template_chip(template: Template, *, place: int) -> SafeString:
    """A link that fills the form; the first nine have a key."""
    key = format_html(' data-shortcut="{}"', place) if place < 10 else ""
    hint = format_html(' <kbd aria-hidden="true">{}</kbd>', place) if place < 10 else ""
    return format_html(
        '<a class="chip chip--plain" href="?template={}" data-template="{}"{}>{}{}</a>',
        template.public_id,
        json.dumps(template.values),
        key,
        template.name,
        hint,
    )
