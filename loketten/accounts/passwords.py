"""What a password must be, said in our words."""

from django.contrib.auth import password_validation
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


class NotWellKnown(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return gettext("Many people use this password, so it is easy to guess. Think of another.")
