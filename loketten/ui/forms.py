"""How forms are drawn: markup of NL Design System, errors between the hint and the field."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_noop

from loketten.ui.controls import DRAWN, DRAWN_WITHOUT_LABEL, drawn_input

CONTROL_CLASSES = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.CheckboxInput, ""),
    (forms.FileInput, ""),
    (forms.widgets.Input, "utrecht-textbox utrecht-textbox--html-input"),
)

# Django's own sentences in our words: they say what to do. The translations stand in our catalogue.
IN_OUR_WORDS = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid time."),
    gettext_noop("Enter a valid date/time."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
)


class HouseBoundField(BoundField):
    """Gives a control its class; the browser's own messages stay away, ours are in plain words."""

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> Any:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        is_required = built.pop("required", False)
        # Not on the single boxes of a group: a required radio button means nothing.
        if is_required and not (widget.use_fieldset or isinstance(widget, forms.CheckboxInput)):
            built["aria-required"] = "true"
        classes = [control_class(widget), built.get("class", ""), widget.attrs.get("class", "")]
        if joined := " ".join(part for part in classes if part):
            built["class"] = joined
        return built


class HouseRenderer(TemplatesSetting):
    """The project's FORM_RENDERER."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field_group.html"
    bound_field_class = HouseBoundField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> Any:
        widget = context.get("widget", {})
        if template_name in DRAWN:
            return DRAWN[template_name](widget)
        if template_name in DRAWN_WITHOUT_LABEL and not widget.get("wrap_label"):
            return drawn_input(widget)
        return super().render(template_name, context, request)


def control_class(widget: forms.Widget) -> str:
    """The class of NL Design System for this control; groups, boxes and files have none."""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) or widget.is_hidden:
        return ""
    return next((name for kind, name in CONTROL_CLASSES if isinstance(widget, kind)), "")


def first_control_id(bound: BoundField) -> str:
    """Where a link in the error summary goes; a group starts at its first choice."""
    return bound.id_for_label or f"{bound.auto_id}_0"
