"""Fields of a client: a birth, and the counselor."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.counselors import counselors
from loketten.accounts.models import Membership
from loketten.kit.days import parse_birth
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.ui.fields import ReadLineField


class BirthField(ReadLineField):
    """A day or a year, as `date`, `int` or None."""

    def read(self, text: str) -> date | int:
        return parse_birth(text, today=timezone.localdate())


class CounselorField(forms.ChoiceField):
    """A counselor of the desk who works there today, as a membership."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            error_messages={**NO_SUCH_CHOICE, "required": _("Choose a counselor.")}, **kwargs
        )
        self.team: dict[str, Membership] = {}

    def offer(self, *, without: Membership | None = None) -> None:
        """Call this in the form's `__init__`: the desk is only known then."""
        self.team = {str(member.pk): member for member in counselors() if member != without}
        names = [(key, member.user.name) for key, member in self.team.items()]
        self.choices = [("", _("Choose a counselor")), *names]

    def clean(self, value: Any) -> Membership | None:
        return self.team.get(super().clean(value))
