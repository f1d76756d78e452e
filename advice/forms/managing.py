"""The forms of the two verbs of a manager."""

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


class MoveForm(NoBsnForm):
    number = forms.CharField(
        label=_("Client number"),
        help_text=_("The number of the client to whom this talk belongs, for example UT-00012."),
        max_length=20,
    )
    because = LineField(
        label=_("Why do you move this talk?"),
        help_text=_("Everybody who opens the old file reads this reason."),
        max_length=500,
    )
