"""Fields of people that more than one app asks for."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from loketten.accounts.colleagues import colleagues_with
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.kit.emails import plain_email
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.ui.text import LineField


class EmailLineField(LineField):
    """An address in one spelling: capitals and look-alike letters make no second one."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.validators.append(EmailValidator(_("Write an address such as naam@example.nl.")))

    def cleaned(self, text: str) -> str:
        return plain_email(super().cleaned(text))


class ColleagueField(forms.ChoiceField):
    """Somebody of the desk who works there today and has the right, as a membership."""

    def __init__(self, right: Right, *, nothing: Any, missing: Any, **kwargs: Any) -> None:
        super().__init__(error_messages={**NO_SUCH_CHOICE, "required": missing}, **kwargs)
        self.right = right
        self.nothing = nothing
        self.team: dict[str, Membership] = {}

    def offer(self, *, without: Membership | None = None) -> None:
        """Call this in the form's `__init__`: the desk is only known then."""
        team = [member for member in colleagues_with(self.right) if member != without]
        self.team = {str(member.pk): member for member in team}
        names = [(key, member.user.name) for key, member in self.team.items()]
        self.choices = [("", self.nothing), *names]

    def clean(self, value: Any) -> Membership | None:
        return self.team.get(super().clean(value))
