"""Controls that Django does not have, or not with the browser's own picker."""

from typing import Any

from django import forms


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


class Pills(forms.RadioSelect):
    """One choice out of a few short ones, in a row."""

    layout = "pills"


class ManyPills(forms.CheckboxSelectMultiple):
    """Some choices out of a few short ones, in a row."""

    layout = "pills"
