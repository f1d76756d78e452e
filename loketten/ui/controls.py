"""Draws the controls of a form as Django's own templates do, in a tenth of their time.

A form in the middle of a page has sixty of them; each template with the two that it includes took
longer than any question to the database.
"""

from collections.abc import Callable
from typing import Any

from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

from loketten.ui.markup import format_html, format_html_join

_NOTHING = mark_safe("")
_SELECTED = mark_safe(" selected")
_CHOSEN = mark_safe(" checked")
_CHOSEN_FIRST = mark_safe(" checked autofocus")
_WRONG = mark_safe(' aria-invalid="true"')


def drawn_input(widget: dict[str, Any]) -> SafeString:
    """Also of one choice in a group, which our templates put in a label themselves."""
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        _NOTHING if value is None else format_html(' value="{}"', str(value)),
        _attributes(widget),
    )


def drawn_pill(choice: Any, *, is_wrong: bool, takes_focus: bool) -> SafeString:
    """One choice of a group in its label."""
    widget = choice.data
    chosen = _CHOSEN_FIRST if takes_focus else _CHOSEN
    return format_html(
        '<label><input type="{}" name="{}" value="{}" id="{}"{}{}><span>{}</span></label>',
        widget["type"],
        widget["name"],
        widget["value"],
        widget["attrs"]["id"],
        _WRONG if is_wrong else _NOTHING,
        chosen if widget["selected"] else _NOTHING,
        choice.choice_label,
    )


def drawn_textarea(widget: dict[str, Any]) -> SafeString:
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        _attributes(widget),
        widget["value"] or "",
    )


def drawn_select(widget: dict[str, Any]) -> SafeString:
    return format_html(
        '<select name="{}"{}>{}</select>',
        widget["name"],
        _attributes(widget),
        format_html_join("", "{}", ((_group(*group),) for group in widget["optgroups"])),
    )


def _group(name: str | None, options: list[dict[str, Any]], index: int) -> SafeString:
    drawn = format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((one["value"], _attributes(one), one["label"]) for one in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _attributes(widget: dict[str, Any]) -> SafeString:
    """Most options have none, and of those that do most say only that they are chosen."""
    attributes = widget["attrs"]
    if not attributes:
        return _NOTHING
    return _SELECTED if attributes == {"selected": True} else flatatt(attributes)


_INPUTS = ("checkbox", "date", "email", "hidden", "number", "password", "text", "time", "url")
DRAWN: dict[str, Callable[[dict[str, Any]], SafeString]] = {
    "django/forms/widgets/select.html": drawn_select,
    "django/forms/widgets/textarea.html": drawn_textarea,
    "django/forms/widgets/input.html": drawn_input,
    **{f"django/forms/widgets/{name}.html": drawn_input for name in _INPUTS},
}
# With these Django may put the label around it, which is the work of its own template.
DRAWN_WITHOUT_LABEL = {
    "django/forms/widgets/checkbox_option.html",
    "django/forms/widgets/input_option.html",
    "django/forms/widgets/radio_option.html",
}
