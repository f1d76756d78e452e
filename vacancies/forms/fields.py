"""Choices out of the lists of occupations and qualifications, and days of this age."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.tenancy.models import Occupation, Qualification
from loketten.ui.widgets import DayInput

# As the constraints of the tables say.
FIRST_DAY, LAST_DAY = date(2005, 1, 1), date(2099, 12, 31)


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


class NearDayField(forms.DateField):
    """A day between 2005 and 2100, with the browser's own calendar."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        far = _("Choose a day between 2005 and 2100.")
        self.validators += [
            MinValueValidator(FIRST_DAY, message=far),
            MaxValueValidator(LAST_DAY, message=far),
        ]


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
