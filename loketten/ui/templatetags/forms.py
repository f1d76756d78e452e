"""Fields of a form, and the list of what went wrong."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import template
from django.forms import BaseForm, CheckboxInput, Field
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

from loketten.ui.controls import drawn_pill
from loketten.ui.forms import first_control_id
from loketten.ui.markup import format_html

register = template.Library()


class Mistake(NamedTuple):
    """One sentence, and the field that it is about (empty for the whole form)."""

    text: str
    target: str


@register.inclusion_tag("components/forms/field.html")
def field(
    bound: BoundField, *, mark_optional: bool = True, short: bool = False, hint: str = ""
) -> dict[str, Any]:
    """Label, hint, errors, control. Optional fields say so; required ones say nothing."""
    return _field(bound, mark_optional=mark_optional, short=short, hint=hint)


@register.inclusion_tag("components/forms/field.html")
def choices(bound: BoundField, *, mark_optional: bool = True, hint: str = "") -> dict[str, Any]:
    """A group of choices under each other, each with a full-width label."""
    return _field(bound, mark_optional=mark_optional, hint=hint, layout="options")


@register.inclusion_tag("components/forms/field.html")
def segments(bound: BoundField, *, mark_optional: bool = True, hint: str = "") -> dict[str, Any]:
    """A group of short choices as pills in a row."""
    return _field(bound, mark_optional=mark_optional, hint=hint, layout="pills")


def _field(
    bound: BoundField,
    *,
    mark_optional: bool,
    short: bool = False,
    hint: str = "",
    layout: str = "",
) -> dict[str, Any]:
    if hint:
        bound.help_text = hint
    widget = bound.field.widget
    is_box = isinstance(widget, CheckboxInput)
    return {
        "bound": bound,
        "control": "" if bound.use_fieldset else _control(bound, short=short),
        "is_box": is_box,
        "is_optional": mark_optional and not is_box and not bound.field.required,
        "layout": layout or getattr(widget, "layout", "options"),
    }


def _control(bound: BoundField, *, short: bool) -> SafeString:
    """Of a group each choice is drawn apart."""
    return bound.as_widget(attrs={"class": "utrecht-textbox--short"} if short else None)


@register.simple_tag
def pills(bound: BoundField, some: Iterable[BoundWidget], *, focus: bool = False) -> SafeString:
    """Some of the choices of a field in a row. `focus`: in a fresh form it begins at the chosen
    one."""
    takes_focus, is_wrong = focus and not bound.form.is_bound, bool(bound.errors)
    drawn = (drawn_pill(one, is_wrong=is_wrong, takes_focus=takes_focus) for one in some)
    return format_html('<div class="pills">{}</div>', SafeString("".join(drawn)))


@register.inclusion_tag("components/forms/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What went wrong, with links to the fields; nothing when all is well."""
    return {"mistakes": [mistake for form in forms for mistake in _mistakes(form)]}


def _mistakes(form: BaseForm) -> list[Mistake]:
    found: list[Mistake] = []
    said = Counter(str(text) for errors in form.errors.values() for text in errors)
    vague = {str(Field.default_error_messages["required"]), *(x for x, n in said.items() if n > 1)}
    for name, errors in form.errors.items():
        known = name in form.fields and not form[name].is_hidden
        target = first_control_id(form[name]) if known else ""
        label = str(form[name].label) if known else ""
        found.extend(
            Mistake(_named(str(text), label) if str(text) in vague else str(text), target)
            for text in errors
        )
    return found


def _named(text: str, label: str) -> str:
    """Away from its field a vague sentence, or one said of two fields, does not say which."""
    if not label:
        return text
    return f"{label} {text}" if label.endswith("?") else f"{label}: {text}"
