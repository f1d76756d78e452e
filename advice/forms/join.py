"""Which client asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loketten.ui.text import LineField


class JoinForm(forms.Form):
    """A number as somebody types it: "TW-12", "12"."""

    number = LineField(
        label=_("Client number"),
        max_length=20,
        error_messages={"required": _("Fill in a client number.")},
    )
