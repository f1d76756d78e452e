"""Fields of people that more than one app asks for."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models.user import plain_email
from loketten.ui.text import LineField


class EmailLineField(LineField):
    """An address in one spelling: capitals and look-alike letters make no second one."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.validators.append(EmailValidator(_("Write an address such as naam@example.nl.")))

    def cleaned(self, text: str) -> str:
        return plain_email(super().cleaned(text))
