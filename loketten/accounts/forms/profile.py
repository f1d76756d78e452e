"""What somebody may change about her own account; her address and her roles are not among it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loketten.accounts.forms.team import NameField
from loketten.ui.widgets import Pills

# Each under its own name: who looks for a language may not read the other.
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]


class ProfileForm(forms.Form):
    name = NameField(label=_("Your name"), help_text=_("As colleagues see it."))
    language = forms.ChoiceField(
        label=_("Language of this portal and of our mails"), choices=LANGUAGES, widget=Pills
    )
    theme = forms.ChoiceField(
        label=_("Colours"), choices=[("light", _("Light")), ("dark", _("Dark"))], widget=Pills
    )
