"""What happened to a file, and what was promised, in words."""

from functools import lru_cache
from html import escape
from typing import Any
from uuid import UUID

from django import template
from django.template import Context
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from advice.codes import Codebook
from advice.models import NextStep
from advice.promises import late_words
from advice.templatetags.talks import code_names, talk_title
from clients.choices import FileEventKind
from loketten.ui.markup import format_html, format_html_join
from loketten.ui.templatetags.dates import full_day, moment
from portal.workplace.happenings import Happening

register = template.Library()

# In the place of a talk: its id in an address, and what it is called.
_ANY, _WHICH = str(UUID(int=0)), "\0"


@register.simple_tag
def event_words(event: Happening, codes: Codebook) -> str:
    """One sentence: who did what to the file."""
    return _SENTENCES[FileEventKind(event.kind)](event, codes)


@register.simple_tag
def talk_words(talk: Any, codes: Codebook) -> SafeString:
    """What everybody at the desk may read of it. Twenty stand on a page, and as a template
    they took a third of its time."""
    said = f"{capfirst(moment(talk.held_at))} · {talk.counselor.user.name}"
    words = format_html(
        '<h3>{}</h3><p>{}</p><p class="talk-text">{}</p>',
        talk_title(talk, codes),
        said,
        talk.summary,
    )
    if talk.theme_keys:
        words += _small(code_names(talk.theme_keys, codes))
    if talk.outcome_id:
        outcome = _("Outcome:")
        words += _small(f"{outcome} {codes.label(talk.outcome_id)}")
    return words


def _small(text: str) -> SafeString:
    return format_html('<p class="muted small">{}</p>', text)


@register.simple_tag(takes_context=True)
def talk_links(context: Context, talk: Any) -> SafeString:
    """What the reader may do with it; each says to whom it cannot be seen which talk it is."""
    request, verbs = context["request"], []
    if context["may_log"] and talk.counselor_id == request.member.pk:
        verbs.append("edit")
    if context["may_move"]:
        verbs += ["move", "withdraw"]
    if talk.has_earlier_texts:
        verbs.append("earlier_texts")
    links = _links(request.desk.slug, tuple(verbs), get_language())
    which = f"{talk_title(talk, context['codes'])}, {moment(talk.held_at)}"
    return SafeString(links.replace(_ANY, str(talk.public_id)).replace(_WHICH, escape(which)))


@lru_cache(maxsize=1024)
def _links(desk: str, verbs: tuple[str, ...], language: str | None) -> str:
    """Of any talk of a desk: Django takes longer to find an address than to draw a talk."""
    words = {
        "edit": _("Change"),
        "move": _("Move"),
        "withdraw": _("Withdraw"),
        "earlier_texts": _("Earlier versions"),
    }
    drawn = format_html_join(
        " ",
        '<a class="nl-link" href="{}">{}<span class="visually-hidden"> {}</span></a>',
        ((reverse(f"advice:{verb}", args=[desk, _ANY]), words[verb], _WHICH) for verb in verbs),
    )
    return format_html('<p class="talk-links">{}</p>', drawn)


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
