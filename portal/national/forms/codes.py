"""A value of a code list, in both languages."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.seen import SeenForm
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField
from loketten.ui.text import LineField

YEARS = range(1990, 2100)


class CodeDayField(DayField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day.year not in YEARS:
            raise ValidationError(_("Choose a year between 1990 and 2099."))
        return day


class CodeForm(SeenForm, NoBsnForm):
    """Words, place in the list, and from when until when it can be chosen."""

    label_nl = LineField(
        label=_("Dutch name"),
        max_length=120,
        error_messages={"required": _("Fill in the Dutch name.")},
    )
    label_en = LineField(
        label=_("English name"),
        max_length=120,
        error_messages={"required": _("Fill in the English name.")},
    )
    position = forms.IntegerField(
        label=_("Order"),
        help_text=_("A low number stands high in the list."),
        min_value=0,
        max_value=9999,
    )
    valid_from = CodeDayField(
        label=_("Can be chosen from"), error_messages={"required": _("Fill in the first day.")}
    )
    valid_until = CodeDayField(
        label=_("Can be chosen until"),
        required=False,
        help_text=_("The last day. What was chosen before stays readable. Empty: no end known."),
    )

    def clean_valid_until(self) -> date | None:
        last: date | None = self.cleaned_data["valid_until"]
        first = self.cleaned_data.get("valid_from")
        if last and first and last < first:
            raise ValidationError(_("The last day is not before the first day."))
        return last


def new_code(position: int) -> dict[str, Any]:
    """What the form of a new code begins with: behind the others, from today."""
    return {"position": position, "valid_from": timezone.localdate()}
