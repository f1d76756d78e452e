"""A form with every kind of control, for the living page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from loketten.ui.fields import DayField
from loketten.ui.widgets import ManyPills, MomentInput, Pills

CHANNELS = [("desk", _("At the desk")), ("phone", _("By phone")), ("video", _("By video"))]
THEMES = [
    ("work", _("Finding work in which you learn")),
    ("money", _("Paying for a course")),
    ("language", _("Language")),
]
WAYS = [("both", _("Working and learning at the same time")), ("first", _("First a course"))]
KINDS = [("advice", _("Advice")), ("intake", _("Intake")), ("more", _("Another talk"))]


class SampleForm(forms.Form):
    postcode = forms.RegexField(
        r"^\d{4} ?[A-Za-z]{2}$",
        label=_("What is your postcode?"),
        help_text=_("For example 7511 AB."),
        error_messages={"invalid": _("Enter your postcode, for example 7511 AB")},
    )
    email = forms.EmailField(label=_("Your e-mail address"), required=False)
    kind = forms.ChoiceField(label=_("Kind of talk"), choices=KINDS)
    day = DayField(label=_("Day"))
    moment = forms.DateTimeField(label=_("Day and time"), widget=MomentInput)
    way = forms.ChoiceField(label=_("What suits you?"), choices=WAYS, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("How did you talk?"), choices=CHANNELS, widget=Pills)
    themes = forms.MultipleChoiceField(
        label=_("Subjects"), choices=THEMES, widget=ManyPills, required=False
    )
    summary = forms.CharField(
        label=_("Summary"),
        help_text=_("Your client can read this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agreed = forms.BooleanField(
        label=_("I have told the client what we keep"), help_text=_("We ask this once.")
    )


def sample_form(prefix: str) -> SampleForm:
    return SampleForm(
        prefix=prefix,
        initial={
            "postcode": "7511 AB",
            "kind": "advice",
            "way": "both",
            "channel": "desk",
            "themes": ["work", "money"],
        },
    )


def wrong_form() -> SampleForm:
    """What was typed stays where it was."""
    return SampleForm({"wrong-postcode": "75", "wrong-email": "yonas@"}, prefix="wrong")
