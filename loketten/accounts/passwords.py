"""What a password must be, said in our words."""

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST = 256
ADVICE = _(
    "At least 12 characters. Four or five words after each other are strong and easy to keep."
)


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return gettext("This password is too short. Use at least %(number)s characters.") % {
            "number": self.min_length
        }


class NotLikeYou(password_validation.UserAttributeSimilarityValidator):
    DEFAULT_USER_ATTRIBUTES = ("name", "email")

    def __init__(self) -> None:
        super().__init__(user_attributes=self.DEFAULT_USER_ATTRIBUTES)

    def get_error_message(self) -> str:
        return gettext(
            "This password looks too much like your name or your e-mail address. "
            "Think of something else."
        )


# What people here write figures and signs around; Django's list is English.
_CORES = frozenset(
    {
        "amsterdam",
        "feyenoord",
        "gebruiker",
        "geheim",
        "leerwerkloket",
        "leerwerkloketten",
        "loket",
        "nederland",
        "password",
        "rotterdam",
        "wachtwoord",
        "welkom",
        "werkcentrum",
    }
)


class NotWellKnown(password_validation.CommonPasswordValidator):
    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        core = "".join(sign for sign in password.casefold() if sign.isalpha())
        if core in _CORES or len(set(password)) < 4:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        return gettext("Many people use this password, so it is easy to guess. Think of another.")
