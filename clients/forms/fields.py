"""Fields of a client: a birth, and the counselor."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.fields import ColleagueField
from loketten.accounts.rights import Right
from loketten.kit.days import parse_birth
from loketten.ui.fields import ReadLineField


class BirthField(ReadLineField):
    """A day or a year, as `date`, `int` or None."""

    def read(self, text: str) -> date | int:
        return parse_birth(text, today=timezone.localdate())


class CounselorField(ColleagueField):
    """Somebody who can have a file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Right.WRITE_TALKS,
            nothing=_("Choose a counselor"),
            missing=_("Choose a counselor."),
            **kwargs,
        )
