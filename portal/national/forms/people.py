"""Ending somebody's work, at a desk or above the desks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.team import LastDayField


class EndWorkForm(forms.Form):
    """Without a day the access stops at once."""

    last_day = LastDayField(help_text=_("Leave it empty to stop the access at once."))
