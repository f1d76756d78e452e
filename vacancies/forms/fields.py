"""Choices out of the lists of occupations and qualifications."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.tenancy.models import Occupation, Qualification


class RowField(forms.ChoiceField):
    """One row of a table by its number, or None."""

    def __init__(self, *, nothing: Any, **kwargs: Any) -> None:
        messages = {**NO_SUCH_CHOICE, **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=messages, **kwargs)
        self.nothing = nothing

    def offer(self, rows: Iterable[tuple[int, str]]) -> None:
        self.choices = [("", self.nothing), *((str(pk), label) for pk, label in rows)]

    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


def occupations(*, chosen: int | None = None) -> list[tuple[int, str]]:
    """Those that hold today, and the one that was chosen before, by name."""
    found = Occupation.objects.valid_on(timezone.localdate())
    found |= Occupation.objects.filter(pk__in=[chosen] if chosen else [])
    return list(found.order_by("name").values_list("pk", "name"))


def qualifications(*, chosen: int | None = None) -> list[tuple[int, str]]:
    """The same for qualifications, which say their level and their crebo too."""
    found = Qualification.objects.valid_on(timezone.localdate())
    found |= Qualification.objects.filter(pk__in=[chosen] if chosen else [])
    return [(one.pk, f"{one}, {one.crebo}") for one in found.order_by("name", "level")]
