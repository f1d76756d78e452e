"""Fields that read what people write: a day, a phone number; and the hidden ones of every form."""

import re
from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.kit.days import parse_day
from loketten.kit.errors import DomainError
from loketten.kit.money import parse_euros
from loketten.kit.phones import plain_phone, spaced_phone
from loketten.kit.postcodes import full_postcode
from loketten.ui.text import LineField
from loketten.ui.widgets import DayInput

LARGEST_VERSION = 2**31 - 1
# What people plan lies within these years, so "1-3-27" is not a day of a century ago.
YEARS_AHEAD = 20
# 14 030, 0800 1234: shorter than a number of a person, and fine as they stand.
_SERVICE_NUMBER = re.compile(r"(14|0800|0900)[0-9 -]{3,10}")
_is_website = URLValidator(
    schemes=["http", "https"], message=_("Write an address such as www.example.nl.")
)


class ReadLineField(LineField, ABC):
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

    @abstractmethod
    def read(self, text: str) -> Any:
        """Of a line that is not empty; a `DomainError` says what is wrong with it."""


class DayField(forms.DateField):
    """A day, with the browser's own calendar; in any notation where a browser has none."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return parse_day(value, last_year=timezone.localdate().year + YEARS_AHEAD)
        except DomainError as error:
            raise ValidationError(str(error), code="invalid") from None


class NearDayField(DayField):
    """A day in the years that the tables of places and trajectories allow."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        odd = _("Choose a day between 2005 and 2099.")
        self.validators += [
            MinValueValidator(date(2005, 1, 1), odd),
            MaxValueValidator(date(2099, 12, 31), odd),
        ]


class PhoneField(ReadLineField):
    """A phone number in one spelling, or nothing."""

    def nothing(self) -> str:
        return ""

    def read(self, text: str) -> str:
        return plain_phone(text)


class PublicPhoneField(ReadLineField):
    """A number that visitors tap: spaced as people read it; service numbers as they stand."""

    def nothing(self) -> str:
        return ""

    def read(self, text: str) -> str:
        return text if _SERVICE_NUMBER.fullmatch(text) else spaced_phone(plain_phone(text))


class AmountField(ReadLineField):
    """An amount of euros as a decimal, or None."""

    def read(self, text: str) -> Decimal:
        return parse_euros(text)


class WebsiteField(ReadLineField):
    """The address of a site; https when nobody says otherwise."""

    is_free_text = True

    def nothing(self) -> str:
        return ""

    def read(self, text: str) -> str:
        address = text if "://" in text else f"https://{text}"
        _is_website(address)
        return address


class PostcodeField(ReadLineField):
    """Four figures and two letters in one spelling, or nothing."""

    def nothing(self) -> str:
        return ""

    def read(self, text: str) -> str:
        return full_postcode(text)


class KeyField(forms.UUIDField):
    """Makes a second submit of the same form find what the first one made."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        stale = _("This form was open for too long. Press the button again.")
        super().__init__(initial=uuid4, error_messages={"required": stale, "invalid": stale})


class SeenVersionField(forms.IntegerField):
    """The version that the writer has on her screen; 0, which no row has, when nobody can read
    it: then both texts are shown, as after any change that she had not seen."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> int:
        try:
            version = super().clean(value) or 0
        except forms.ValidationError:
            return 0
        return version if 0 < version <= LARGEST_VERSION else 0


def said(day: date) -> str:
    """As it is typed: 14-5-1994."""
    return f"{day.day}-{day.month}-{day.year}"
