"""Behind how many people a figure may be shown."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.models.threshold import HIGHEST, LOWEST
from loketten.ui.fields import DayField

FARTHEST_YEARS = 2


class PeopleField(forms.IntegerField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            min_value=LOWEST,
            max_value=HIGHEST,
            error_messages={
                "required": _("Fill in a number."),
                "min_value": _("Choose %(limit_value)s or more: fewer would give people away."),
                "max_value": _("Choose %(limit_value)s or less."),
            },
        )


class ThresholdsForm(forms.Form):
    team = PeopleField(_("For the national team: at least so many people"))
    public = PeopleField(_("In public: at least so many people"))
    valid_from = DayField(
        label=_("From"),
        help_text=_("For what is published from this day on."),
        error_messages={"required": _("Fill in the first day.")},
    )

    def clean_valid_from(self) -> Any:
        day = self.cleaned_data["valid_from"]
        if day.year > timezone.localdate().year + FARTHEST_YEARS:
            raise ValidationError(_("This day is too far away. Choose a day within two years."))
        return day
