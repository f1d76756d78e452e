"""Rows and timelines of the workplace."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from loketten.ui.markup import format_html
from loketten.ui.templatetags.ui import NOTHING, badge, one_of

register = template.Library()

NOW = mark_safe(' aria-current="time"')


def _title(title: str, url: str) -> SafeString:
    if not url:
        return format_html("<b>{}</b>", title)
    return format_html('<a class="row__title" href="{}">{}</a>', url, title)


@register.simple_block_tag
def agenda_row(
    content: SafeString,
    *,
    time: str,
    title: str,
    url: str = "",
    more: str = "",
    state: str = "next",
) -> SafeString:
    """One appointment of the day; the content is what to do. state: done | now | next."""
    one_of(state, ("done", "now", "next"), tag="agenda_row")
    return format_html(
        '<li class="agenda__row{}"{}><time>{}</time>{}{}<span class="agenda__act">{}</span></li>',
        "" if state == "next" else f" agenda__row--{state}",
        NOW if state == "now" else NOTHING,
        time,
        _title(title, url),
        format_html('<span class="row__more">{}</span>', more) if more else NOTHING,
        content,
    )


@register.simple_tag
def todo_row(
    title: str, *, url: str = "", more: str = "", due: str = "", tone: str = "plain"
) -> SafeString:
    """Something promised; `due` says in words when. tone: plain | late | today | quiet."""
    one_of(tone, ("plain", "late", "today", "quiet"), tag="todo_row")
    return format_html(
        '<li class="todo__row">{}{}{}</li>',
        _title(title, url),
        format_html('<span class="row__more">{}</span>', more) if more else NOTHING,
        format_html('<span class="due due--{}">{}</span>', tone, due) if due else NOTHING,
    )


@register.simple_block_tag
def timeline_talk(content: SafeString, *, title: str, when: str) -> SafeString:
    """A talk: a large tile; `when` names day, hour and counselor."""
    return format_html("<li><h3>{}</h3><p>{}</p>{}</li>", title, when, content)


@register.simple_block_tag
def timeline_event(content: SafeString) -> SafeString:
    """Something that happened beside the talks: a small tile."""
    return format_html('<li class="timeline__event">{}</li>', content)


@register.simple_block_tag
def private_note(content: SafeString) -> SafeString:
    """For its author alone; it is left out of print."""
    return format_html(
        '<p class="private-note"><b>{}</b> {}</p>', gettext("Only you can read this:"), content
    )


@register.simple_tag
def next_step(text: str, *, state: str, tone: str = "plain", icon: str = "") -> SafeString:
    """A promise with its state as a badge; the tones are those of the badge."""
    return format_html('<p class="next-step">{} {}</p>', badge(state, tone=tone, icon=icon), text)
