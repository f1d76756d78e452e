"""Who somebody is and how to reach her."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.actions.person import Person
from clients.actions.rules import check_asked_on
from clients.choices import ContactBy
from clients.forms.fields import BirthField, CounselorField
from clients.models import Client
from clients.search import Query
from loketten.accounts.forms.fields import EmailLineField
from loketten.accounts.models import Membership
from loketten.kit.errors import DomainError
from loketten.tenancy.forms import NO_SUCH_CHOICE, CodeField, CodesForm
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField, PhoneField, said
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField
from loketten.ui.versions import VersionedForm
from loketten.ui.widgets import Pills


class PersonForm(CodesForm, NoBsnForm):
    """The fields of a client; `person` is what they say together."""

    first_name = LineField(max_length=80, required=False, label=_("First name"))
    last_name = LineField(
        max_length=120,
        label=_("Last name"),
        help_text=_("Does somebody have one name? Fill it in here."),
        error_messages={"required": _("Fill in a last name.")},
    )
    born = BirthField(
        max_length=40,
        required=False,
        label=_("Date or year of birth"),
        help_text=_("For example 14-5-1994, or only 1994."),
    )
    contact_by = forms.ChoiceField(
        choices=ContactBy,
        widget=Pills,
        label=_("How may we reach this person?"),
        help_text=_("Choose “Not at all” for who has no e-mail and no phone, or wants no contact."),
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose how we may reach this person.")},
    )
    email = EmailLineField(required=False, label=_("E-mail address"))
    phone = PhoneField(max_length=40, required=False, label=_("Phone"))
    language = CodeField(CodeList.LANGUAGE, required=False, label=_("Language"))
    needs_interpreter = forms.BooleanField(required=False, label=_("Needs an interpreter"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        way = cleaned.get("contact_by")
        if way == ContactBy.EMAIL and cleaned.get("email") == "":
            self.add_error("email", _("Fill in the e-mail address, or choose another way."))
        if way == ContactBy.PHONE and cleaned.get("phone") == "":
            self.add_error("phone", _("Fill in the phone number, or choose another way."))
        return cleaned

    @property
    def person(self) -> Person:
        """Only of a valid form."""
        born = self.cleaned_data["born"]
        same = ("first_name", "last_name", "email", "phone", "contact_by", "needs_interpreter")
        return Person(
            birth_date=born if isinstance(born, date) else None,
            birth_year=born if isinstance(born, int) else None,
            language_id=self.cleaned_data["language"],
            **{name: self.cleaned_data[name] for name in same},
        )


class NewClientForm(PersonForm, KeyedForm):
    """A client with her first file."""

    asked_on = DayField(label=_("Asked for advice on"))
    entry = CodeField(CodeList.ENTRY, required=False, label=_("How did this person find us?"))
    owner = CounselorField(label=_("Counselor"))
    is_somebody_else = forms.BooleanField(
        required=False, label=_("This is somebody else: make a new client")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, CounselorField)
        owner.offer()

    def clean_asked_on(self) -> date:
        day: date = self.cleaned_data["asked_on"]
        try:
            check_asked_on(day, opened_on=timezone.localdate())
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None
        return day

    @classmethod
    def empty(cls, *, member: Membership, query: Query) -> "NewClientForm":
        """Filled in as far as the search before it says."""
        first, last = _first_and_last(query)
        initial = {
            "first_name": first,
            "last_name": last,
            "born": typed_birth(query.birth),
            "email": query.email,
            "phone": query.phone,
            "asked_on": timezone.localdate(),
            "owner": str(member.pk),
        }
        return cls(initial=initial)


class EditClientForm(PersonForm, VersionedForm):
    """The same fields of a client who is known."""

    @staticmethod
    def initial_of(client: Client) -> dict[str, Any]:
        return {
            "first_name": client.first_name,
            "last_name": client.last_name,
            "born": typed_birth(client.birth_date or client.birth_year),
            "email": client.email,
            "phone": client.spoken_phone,
            "contact_by": client.contact_by,
            "language": client.language_id,
            "needs_interpreter": client.needs_interpreter,
            "version": client.version,
        }


def _first_and_last(query: Query) -> tuple[str, str]:
    """The first word of several is the first name."""
    if not query.words:
        return "", ""
    first, _space, last = query.rest.partition(" ")
    return (first, last) if last else ("", first)


def typed_birth(birth: date | int | None) -> str:
    """As somebody types it."""
    return said(birth) if isinstance(birth, date) else str(birth or "")
