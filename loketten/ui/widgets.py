"""Controls that Django does not have, or not with the browser's own picker."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString

from loketten.ui.markup import format_html, format_html_join


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs={"class": "utrecht-textbox--short", **(attrs or {})}, format="%Y-%m-%d"
        )


class MomentInput(forms.DateTimeInput):
    """The browser's own calendar with a clock, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class HourInput(forms.TimeInput):
    """The browser's own clock, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "utrecht-textbox--short", **(attrs or {})}, format="%H:%M")


class SuggestedInput(forms.TextInput):
    """Typed freely, with what was typed before to choose from."""

    suggestions: Sequence[str] = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        if not self.suggestions:
            return super().render(name, value, attrs, renderer)
        known = f"known-{name}"
        # Firefox suggests nothing below a form that has this off.
        mine = {**(attrs or {}), "list": known, "autocomplete": "on"}
        typed = super().render(name, value, mine, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((one,) for one in self.suggestions)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', typed, known, options)


class PlainChoices(BaseChoiceIterator):
    """Pairs of texts, taken as they are: Django looks into each of a list, also in what a function
    gives, whether it is a group."""

    def __init__(self, pairs: Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]]):
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs() if callable(self._pairs) else self._pairs)


class LongSelect(forms.Select):
    """One of hundreds of `PlainChoices`, for each of which Django would make five objects."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        options = [
            format_html(
                '<option value="{}"{}>{}</option>', key, " selected" if key in chosen else "", label
            )
            for key, label in self.choices
        ]
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(self.build_attrs(self.attrs, attrs)),
            SafeString("".join(options)),
        )


class Pills(forms.RadioSelect):
    """One choice out of a few short ones, in a row."""

    layout = "pills"


class ManyPills(forms.CheckboxSelectMultiple):
    """Some choices out of a few short ones, in a row."""

    layout = "pills"
