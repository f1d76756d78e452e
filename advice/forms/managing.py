"""The forms of the two verbs of a manager."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loketten.ui.bsn import NoBsnForm
from loketten.ui.text import LineField


class WithdrawForm(NoBsnForm):
    because = LineField(
        label=_("Why do you withdraw this talk?"),
        help_text=_("Everybody who opens the file reads this reason."),
        max_length=500,
    )


class WithdrawGroupForm(NoBsnForm):
    because = LineField(
        label=_("Why do you withdraw this group?"),
        help_text=_("Everybody who opens the file of somebody in the group reads this reason."),
        max_length=500,
    )


class MoveForm(NoBsnForm):
    number = forms.CharField(
        label=_("Client number"),
        max_length=20,
    )
    because = LineField(
        label=_("Why do you move this talk?"),
        help_text=_("Everybody who opens the old file reads this reason."),
        max_length=500,
    )

    def __init__(self, *args: Any, prefix_of_numbers: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        example = {"number": f"{prefix_of_numbers}-00012"}
        hint = _("The number of the client to whom this talk belongs, for example %(number)s.")
        self.fields["number"].help_text = hint % example
