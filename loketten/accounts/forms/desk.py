"""The settings of a desk."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.seen import SeenForm
from loketten.accounts.logo import LARGEST_BYTES, LogoIsTooLarge
from loketten.tenancy.models.desk import HEX_COLOUR
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField, PostcodeField, PublicPhoneField
from loketten.ui.text import LineField

FARTHEST_DAY = timedelta(days=3 * 366)


class ContactForm(SeenForm):
    """The name stands on every page of the desk and in its mails."""

    display_name = LineField(
        label=_("Name of the desk"),
        error_messages={"required": _("Fill in the name of the desk.")},
        max_length=80,
        help_text=_("As people know you. You may change it at any time."),
    )
    email = forms.EmailField(label=_("E-mail address of the desk"), required=False, max_length=254)
    phone = PublicPhoneField(
        label=_("Phone number"),
        max_length=20,
        required=False,
        help_text=_("People tap it on their phone, also on pages where something went wrong."),
    )


class ColourForm(forms.Form):
    """A picked colour, or the colour of the portal."""

    source = forms.ChoiceField(
        label=_("Which colour?"),
        choices=[("portal", _("The colour of the portal")), ("own", _("Our own colour"))],
        widget=forms.RadioSelect,
    )
    picked = forms.CharField(
        label=_("Pick your colour"),
        help_text=_("We take over the hue and how vivid it is. We choose how dark it is."),
        required=False,
        validators=[HEX_COLOUR],
        widget=forms.TextInput(attrs={"type": "color"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        is_empty = not cleaned.get("picked") and "picked" not in self.errors
        if cleaned.get("source") == "own" and is_empty:
            self.add_error("picked", _("Pick a colour, or choose the colour of the portal."))
        return cleaned

    @property
    def colour(self) -> str:
        """What is kept: empty for the colour of the portal."""
        is_own = self.cleaned_data["source"] == "own"
        return str(self.cleaned_data["picked"]).lower() if is_own else ""


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG or JPEG, at most 200 kB. We show it at most 48 pixels high, on white."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        max_length=1000,
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_logo(self) -> bytes:
        upload = self.cleaned_data["logo"]
        if upload.size > LARGEST_BYTES:
            raise ValidationError(str(LogoIsTooLarge.message))
        return bytes(upload.read())


class LocationForm(SeenForm, NoBsnForm):
    """A place to walk in."""

    name = LineField(
        label=_("Name of the place"),
        error_messages={"required": _("Fill in the name of the place.")},
        max_length=80,
        help_text=_("For example: Library, first floor."),
    )
    street = LineField(
        label=_("Street and number"),
        error_messages={"required": _("Fill in the street and number.")},
        max_length=120,
    )
    postcode = PostcodeField(
        label=_("Postcode"), error_messages={"required": _("Fill in the postcode.")}, max_length=12
    )
    city = LineField(
        label=_("Town"), error_messages={"required": _("Fill in the town.")}, max_length=80
    )
    note = LineField(
        label=_("How to get there"),
        max_length=200,
        required=False,
        help_text=_("For example: the entrance is at the back, there is a lift."),
    )
    position = forms.IntegerField(
        label=_("Order"),
        help_text=_("Places with a low number stand first."),
        min_value=0,
        max_value=99,
        initial=0,
    )


class ClosureForm(NoBsnForm):
    """Days on which nobody is there."""

    first_day = DayField(
        label=_("First day"),
        error_messages={"required": _("Fill in the first day.")},
    )
    last_day = DayField(
        label=_("Last day"),
        error_messages={"required": _("Fill in the last day.")},
    )
    reason = LineField(
        label=_("Why"),
        error_messages={"required": _("Fill in why.")},
        max_length=120,
        help_text=_("Everybody can read this. For example: Easter."),
    )

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        first = self.cleaned_data.get("first_day")
        today = timezone.localdate()
        if first and last < first:
            raise ValidationError(_("The last day is not before the first day."))
        if last < today:
            raise ValidationError(_("This day has passed. Choose today or later."))
        if last > today + FARTHEST_DAY:
            raise ValidationError(_("This day is too far away. Choose a day within three years."))
        return last
