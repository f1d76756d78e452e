"""Choices out of rows of the desk."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms

from loketten.tenancy.forms import NO_SUCH_CHOICE


class Offer(NamedTuple):
    """One row to choose: its value in the form, its label, and its key."""

    value: str
    label: str
    pk: Any


class RowField(forms.ChoiceField):
    """One of the rows that were offered, as its key; None when nothing is chosen."""

    def __init__(self, *, nothing: Any, ask: Any = "", **kwargs: Any) -> None:
        messages = {**NO_SUCH_CHOICE, **({"required": ask} if ask else {})}
        super().__init__(error_messages=messages, required=bool(ask), **kwargs)
        self.nothing = nothing
        self.keys: dict[str, Any] = {}

    def offer(self, offers: Iterable[Offer]) -> None:
        """Call this in the form's `__init__`: the desk is only known then."""
        rows = list(offers)
        self.keys = {row.value: row.pk for row in rows}
        self.choices = [("", self.nothing), *((row.value, row.label) for row in rows)]

    def clean(self, value: Any) -> Any:
        return self.keys.get(super().clean(value))
