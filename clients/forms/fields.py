"""Fields that read what people write: a birth, a day, a phone number, a colleague."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.counselors import counselors
from clients.forms.codes import NO_SUCH_CHOICE
from loketten.accounts.models import Membership
from loketten.accounts.models.user import plain_email
from loketten.kit.days import parse_birth, parse_day
from loketten.kit.errors import DomainError
from loketten.kit.phones import plain_phone
from loketten.ui.text import LineField


class ReadLineField(LineField):
    """One line that a function reads; what it cannot read becomes the error of the field."""

    is_free_text = False

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return self.nothing()
        try:
            return self.read(text)
        except DomainError as error:
            raise ValidationError(str(error)) from None

    def nothing(self) -> Any:
        return None

    def read(self, text: str) -> Any:
        raise NotImplementedError


class BirthField(ReadLineField):
    """A day or a year, as `date`, `int` or None."""

    def read(self, text: str) -> date | int:
        return parse_birth(text, today=timezone.localdate())


class DayField(ReadLineField):
    """A day in any notation."""

    def read(self, text: str) -> date:
        return parse_day(text, today=timezone.localdate())


class PhoneField(ReadLineField):
    """A phone number in one spelling, or nothing."""

    def nothing(self) -> str:
        return ""

    def read(self, text: str) -> str:
        return plain_phone(text)


class EmailLineField(LineField):
    """An address in one spelling: capitals and look-alike letters make no second one."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.validators.append(EmailValidator(_("Write an address such as naam@example.nl.")))

    def cleaned(self, text: str) -> str:
        return plain_email(super().cleaned(text))


class CounselorField(forms.ChoiceField):
    """A counselor of the desk who works there today, as a membership."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            error_messages={**NO_SUCH_CHOICE, "required": _("Choose a counselor.")}, **kwargs
        )
        self.team: dict[str, Membership] = {}

    def offer(self) -> None:
        """Call this in the form's `__init__`: the desk is only known then."""
        self.team = {str(member.pk): member for member in counselors()}
        names = [(key, member.user.name) for key, member in self.team.items()]
        self.choices = [("", _("Choose a counselor")), *names]

    def clean(self, value: Any) -> Membership | None:
        return self.team.get(super().clean(value))


class KeyField(forms.UUIDField):
    """Makes a second submit of the same form find what the first one made."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        stale = _("This form was open for too long. Press the button again.")
        super().__init__(initial=uuid4, error_messages={"required": stale, "invalid": stale})


class SeenVersionField(forms.IntegerField):
    """The version that the writer has on her screen."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        stale = _("This page was open for too long. Open it again.")
        super().__init__(
            min_value=1, error_messages={"required": stale, "invalid": stale, "min_value": stale}
        )


def said(day: date) -> str:
    """As it is typed: 14-5-1994."""
    return f"{day.day}-{day.month}-{day.year}"
