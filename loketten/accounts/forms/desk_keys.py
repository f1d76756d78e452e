"""What a manager says of a key for another system."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.seen import SecretForm
from loketten.accounts.models.desk_key import Scope
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField

LONGEST = timedelta(days=2 * 366)
USUAL = timedelta(days=365)


class NewKeyForm(NoBsnForm, KeyedForm):
    name = LineField(
        label=_("Which system is it for?"),
        help_text=_("For example: the client system of the municipality."),
        error_messages={"required": _("Fill in which system the key is for.")},
        max_length=60,
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick no more than it needs."),
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose what the key may do.")},
    )
    ends_on = DayField(
        label=_("Works until"),
        help_text=_("After this day it stops by itself, at most in two years."),
        error_messages={"required": _("Fill in until when the key works.")},
    )

    @staticmethod
    def usual_end() -> date:
        return timezone.localdate() + USUAL

    def clean_ends_on(self) -> Any:
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if day < today:
            raise ValidationError(_("This day has passed. Choose today or later."))
        if day > today + LONGEST:
            raise ValidationError(_("Choose a day within two years."))
        return day


class ReplaceForm(SecretForm):
    """How long the old secret works on."""

    old = forms.ChoiceField(
        label=_("What about the old key?"),
        choices=[
            ("a-day", _("It works for one more day, so that somebody can change over")),
            ("at-once", _("It stops at once, because somebody else may have it")),
        ],
        widget=forms.RadioSelect,
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose how long the old key works.")},
    )
