"""A company, and the people who work there."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.fields import EmailLineField
from loketten.tenancy.forms import CodeField, CodesForm
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import NearDayField, PhoneField, PostcodeField, ReadLineField, WebsiteField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField, TextField
from loketten.ui.versions import VersionedForm
from vacancies.actions.contacts import Person
from vacancies.actions.employers import Company
from vacancies.models import Employer, EmployerContact

_is_kvk = RegexValidator(r"^[0-9]{8}\Z", _("A KvK number has eight figures."))
_SAME = ("name", "kvk", "street", "postcode", "city", "website", "note")


class KvkField(ReadLineField):
    """Eight figures, however they were spaced, or nothing."""

    def nothing(self) -> str:
        return ""

    def read(self, text: str) -> str:
        figures = "".join(text.split())
        _is_kvk(figures)
        return figures


class EmployerForm(CodesForm, NoBsnForm):
    """What is known of a company; `company` is what the fields say together."""

    name = LineField(
        max_length=120,
        label=_("Name of the company"),
        error_messages={"required": _("Fill in the name of the company.")},
    )
    kvk = KvkField(
        max_length=20,
        required=False,
        label=_("KvK number"),
        help_text=_("Eight figures. They tell whether you have the company already."),
    )
    sector = CodeField(CodeList.SECTOR, required=False, nothing=_("Not known"), label=_("Sector"))
    street = LineField(max_length=120, required=False, label=_("Street and number"))
    postcode = PostcodeField(max_length=12, required=False, label=_("Postcode"))
    city = LineField(max_length=80, required=False, label=_("Town"))
    website = WebsiteField(max_length=190, required=False, label=_("Website"))
    note = TextField(
        max_length=4_000,
        required=False,
        label=_("What colleagues should know"),
        help_text=_("For example when to call. Nothing about clients."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def company(self) -> Company:
        """Only of a valid form."""
        said = {name: self.cleaned_data[name] for name in _SAME}
        return Company(sector_id=self.cleaned_data["sector"], **said)


class NewEmployerForm(EmployerForm, KeyedForm):
    is_another = forms.BooleanField(required=False, label=_("This is another company: add it"))


class EditEmployerForm(EmployerForm, VersionedForm):
    @staticmethod
    def initial_of(employer: Employer) -> dict[str, Any]:
        said = {name: getattr(employer, name) for name in _SAME}
        return {**said, "sector": employer.sector_id, "version": employer.version}


class ContactForm(NoBsnForm):
    """Somebody at a company; `person` is what the fields say together."""

    name = LineField(
        max_length=120, label=_("Name"), error_messages={"required": _("Fill in a name.")}
    )
    position = LineField(
        max_length=120,
        required=False,
        label=_("Position at work"),
        help_text=_("For example owner, or trainer at work."),
    )
    email = EmailLineField(required=False, label=_("E-mail address"))
    phone = PhoneField(max_length=40, required=False, label=_("Phone"))

    @property
    def person(self) -> Person:
        """Only of a valid form."""
        names = ("name", "position", "email", "phone")
        said = {name: self.cleaned_data[name] for name in names}
        return Person(left_on=self.cleaned_data.get("left_on"), **said)


class NewContactForm(ContactForm, KeyedForm):
    """Somebody new."""


class EditContactForm(ContactForm, VersionedForm):
    left_on = NearDayField(
        required=False,
        label=_("Left on"),
        help_text=_("For who no longer works there. The visits stay."),
    )

    @staticmethod
    def initial_of(contact: EmployerContact) -> dict[str, Any]:
        return {
            "name": contact.name,
            "position": contact.position,
            "email": contact.email,
            "phone": contact.spoken_phone,
            "left_on": contact.left_on,
            "version": contact.version,
        }
