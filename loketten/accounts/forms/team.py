"""Inviting somebody, and changing what a member of the team may do."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.seen import SeenForm
from loketten.accounts.forms.sign_in import PasswordField
from loketten.accounts.models import User
from loketten.accounts.passwords import ADVICE
from loketten.accounts.rights import NationalRole, Role
from loketten.kit.emails import plain_email
from loketten.ui.fields import DayField
from loketten.ui.text import LineField

LONGEST_SECONDMENT = timedelta(days=20 * 366)


class LastDayField(DayField):
    """A day from today on; empty means: no end known."""

    def __init__(self, *, help_text: Any = None) -> None:
        super().__init__(
            label=_("Last working day"),
            help_text=help_text
            or _("After this day the access stops by itself. Leave it empty if you do not know."),
            required=False,
        )

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        today = timezone.localdate()
        if day and day < today:
            raise ValidationError(_("This day has passed. Choose today or later."))
        if day and day > today + LONGEST_SECONDMENT:
            raise ValidationError(_("This day is too far away. Leave the field empty instead."))
        return day


class RolesField(forms.MultipleChoiceField):
    """Rights of several roles add up."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Any = Role.choices) -> None:
        super().__init__(
            label=_("Roles"),
            choices=choices,
            help_text=_("Somebody may have more than one role."),
            error_messages={"required": _("Choose at least one role.")},
        )


class OrganisationField(LineField):
    """Free text: the organisations of other desks are not this desk's to see."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Employer"),
            max_length=120,
            help_text=_("Who pays the salary, for example UWV, a municipality or a roc."),
            error_messages={"required": _("Fill in the employer.")},
        )


class NameField(LineField):
    """As it is written, in any script."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        missing = {"required": _("Fill in the name.")}
        super().__init__(label=label, max_length=120, help_text=help_text, error_messages=missing)


class AddressField(forms.EmailField):
    """In the one spelling that accounts have."""

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        missing = {"required": _("Fill in the e-mail address.")}
        super().__init__(label=label, max_length=254, help_text=help_text, error_messages=missing)

    def clean(self, value: Any) -> str:
        return plain_email(super().clean(value))


class _InvitedForm(forms.Form):
    name = NameField(label=_("Name"))
    email = AddressField(
        label=_("E-mail address for work"),
        help_text=_("The invitation goes to this address and only works for this address."),
    )


class InvitationForm(_InvitedForm):
    """What a manager offers; the desk is that of the page, never of the form."""

    roles = RolesField()
    organisation = OrganisationField()
    ends_on = LastDayField()


class NationalInvitationForm(_InvitedForm):
    national_roles = RolesField(NationalRole.choices)
    ends_on = LastDayField()


class FirstManagerForm(_InvitedForm):
    organisation = OrganisationField()


class LostSecondStepForm(forms.Form):
    email = AddressField(label=_("E-mail address of the account"))
    is_checked = forms.BooleanField(
        label=_("I spoke to this person and checked who it is"),
        help_text=_(
            "Call back on a number of the desk that you know, not one that you were given."
        ),
        error_messages={"required": _("Check first who it is, then tick this box.")},
    )


class MembershipForm(SeenForm):
    """Roles, employer and last day of one member."""

    roles = RolesField()
    organisation = OrganisationField()
    ends_on = LastDayField()


class NewAccountForm(forms.Form):
    """The address is that of the invitation and cannot be typed."""

    name = NameField(label=_("Your name"), help_text=_("As colleagues see it."))
    password = PasswordField(
        label=_("Choose a password"), autocomplete="new-password", help_text=ADVICE
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        person = User(email=self.email, name=self.cleaned_data.get("name", ""))
        validate_password(password, person)
        return password
