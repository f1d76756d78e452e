"""The forms of people without an account: short, and nothing is asked that need not be known."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from loketten.kit.emails import plain_email
from loketten.kit.errors import DomainError
from loketten.kit.phones import plain_phone
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import ReadLineField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField, TextField
from loketten.ui.widgets import Pills
from vacancies.actions.ask import Visitor
from vacancies.choices import BestMoment, ReportReason, RequestKind


class Reach(NamedTuple):
    """How to reach somebody: one of the two is filled in."""

    email: str = ""
    phone: str = ""


class NoWayToReach(DomainError):
    message = _(
        "Write an e-mail address such as naam@example.nl, or a number such as 06 000 000 41."
    )


class ReachField(ReadLineField):
    """One line that takes an e-mail address as well as a phone number."""

    def __init__(self) -> None:
        super().__init__(
            max_length=254,
            label=_("Your phone number or e-mail address"),
            error_messages={"required": _("Fill in a phone number or an e-mail address.")},
        )

    def read(self, text: str) -> Reach:
        try:
            return self._address(text) if "@" in text else Reach(phone=plain_phone(text))
        except (DomainError, ValidationError):
            raise NoWayToReach from None

    def _address(self, text: str) -> Reach:
        email = plain_email(text)
        validate_email(email)
        return Reach(email=email)


class VisitorForm(KeyedForm, NoBsnForm):
    """Who asks and how to reach her."""

    name = LineField(
        max_length=120,
        label=_("Your name"),
        error_messages={"required": _("Fill in your name.")},
    )
    reach = ReachField()
    message = TextField(max_length=1_000, required=False, label=_("Your question"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["message"].widget.attrs["rows"] = 5

    def visitor(self, language: str) -> Visitor:
        """Only of a valid form."""
        return Visitor(
            name=self.cleaned_data["name"],
            message=self.cleaned_data["message"],
            language=language,
            **self.cleaned_data["reach"]._asdict(),
        )


class RequestForm(VisitorForm):
    """For a talk, or to be called back."""

    kind = forms.ChoiceField(
        choices=RequestKind,
        widget=forms.RadioSelect,
        label=_("What would you like?"),
        error_messages={"required": _("Choose what you would like.")},
    )
    moment = forms.ChoiceField(
        choices=BestMoment,
        widget=Pills,
        label=_("When does it suit you?"),
        error_messages={"required": _("Choose when it suits you.")},
    )
    field_order = ("kind", "name", "reach", "message", "moment", "key")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        reach: Reach | None = cleaned.get("reach")
        if cleaned.get("kind") == RequestKind.CALL_BACK and reach and not reach.phone:
            self.add_error("reach", _("Fill in a phone number, so that we can call you."))
        return cleaned


class InterestForm(VisitorForm):
    """In one place: three fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].label = _("Your question, or something about yourself")


class ReportForm(KeyedForm, NoBsnForm):
    """Something is wrong with an ad; nobody is named."""

    reason = forms.ChoiceField(
        choices=ReportReason,
        widget=forms.RadioSelect,
        label=_("What is wrong?"),
        error_messages={"required": _("Choose what is wrong.")},
    )
    remark = TextField(
        max_length=1_000,
        required=False,
        label=_("Tell us more"),
        help_text=_("Without names or other data of people."),
    )
