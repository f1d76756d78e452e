"""The filters beside the list: seventy choices, which took a fifth of its time as a template."""

from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from loketten.ui.markup import format_html
from loketten.ui.templatetags.ui import NOTHING
from vacancies.search.boxes import Box, Boxes

register = template.Library()

_CHECKED = mark_safe(" checked")
_SELECTED = mark_safe(" selected")
_NONE = mark_safe(" option--none")


@register.simple_tag
def filter_group(group: Boxes) -> SafeString:
    """Boxes to tick, or one of a row with a way to choose none."""
    language = get_language()
    kind = "radio" if group.takes_one else "checkbox"
    drawn = [_ticked(language, kind, group.name, box) for box in group.boxes]
    if group.takes_one:
        drawn.insert(0, _no_choice(group))
    return format_html(
        "<fieldset><legend>{}</legend>{}</fieldset>", group.title, SafeString("".join(drawn))
    )


@lru_cache(maxsize=4096)
def _ticked(language: str | None, kind: str, name: str, box: Box) -> SafeString:
    """Drawn once for each count; `language` decides how a number is written."""
    return format_html(
        '<label class="option{}"><input type="{}" name="{}" value="{}"{}><span>{}</span>'
        '<span class="option__count">{}</span></label>',
        NOTHING if box.count or box.is_chosen else _NONE,
        kind,
        name,
        box.value,
        _CHECKED if box.is_chosen else NOTHING,
        box.label,
        _number(box.count),
    )


def _no_choice(group: Boxes) -> SafeString:
    return format_html(
        '<label class="option"><input type="radio" name="{}" value=""{}><span>{}</span></label>',
        group.name,
        NOTHING if group.is_chosen else _CHECKED,
        _("It does not matter"),
    )


@register.simple_tag
def filter_options(group: Boxes) -> SafeString:
    """The options of a list that opens."""
    language = get_language()
    return SafeString("".join(_option(language, box) for box in group.boxes))


@lru_cache(maxsize=4096)
def _option(language: str | None, box: Box) -> SafeString:
    """As `_ticked`."""
    return format_html(
        '<option value="{}"{}>{} ({})</option>',
        box.value,
        _SELECTED if box.is_chosen else NOTHING,
        box.label,
        _number(box.count),
    )


def _number(count: int) -> str:
    """With a point between the thousands; finding out how costs more than the number itself."""
    return number_format(count, force_grouping=True) if count > 999 else str(count)
