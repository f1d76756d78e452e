"""Numbers with a state."""

from django import template
from django.utils.safestring import SafeString

from loketten.ui.markup import format_html
from loketten.ui.templatetags.figures import suppressed
from portal.reporting.choices import State
from portal.reporting.reading import Number
from portal.reporting.words import in_words as words_of
from portal.reporting.words import say, say_weeks

register = template.Library()


@register.simple_tag
def number(value: Number) -> SafeString | str:
    """A sum, or why there is none."""
    return _drawn(say(value), value)


@register.simple_tag
def weeks(value: Number | None) -> SafeString | str:
    """A median in weeks."""
    return _drawn(say_weeks(value), value)


@register.simple_tag
def in_words(value: Number | None) -> str:
    """The same where many stand side by side: without a picture."""
    return words_of(value)


def _drawn(words: str | None, value: Number | None) -> SafeString | str:
    if words is None:
        return suppressed()
    if value is not None and value.state in {State.NOT_REPORTED, State.NOT_LIVE}:
        return format_html('<span class="quiet">{}</span>', words)
    return words
