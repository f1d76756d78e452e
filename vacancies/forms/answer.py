"""What the desk says about a question of a visitor."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import SeenVersionField
from loketten.ui.text import LineField
from loketten.ui.widgets import Pills
from vacancies.choices import ANSWERS, REASONS


class SeenForm(forms.Form):
    """One press of a button by somebody who saw this version."""

    version = SeenVersionField()


class EndForm(SeenForm):
    """Answered in some way, or closed for some reason."""

    outcome = forms.ChoiceField(
        widget=Pills,
        label=_("How did it end?"),
        choices=[(str(one), one.label) for one in (*ANSWERS, *REASONS)],
        error_messages={"required": _("Choose how it ended.")},
    )

    @property
    def grouped(self) -> list[tuple[Any, list[BoundWidget]]]:
        """The ways to answer, and the reasons to close without an answer."""
        boxes = list(self["outcome"])
        return [
            (_("Answered"), boxes[: len(ANSWERS)]),
            (_("Closed without an answer"), boxes[len(ANSWERS) :]),
        ]


class SettleForm(NoBsnForm):
    """One line: what was done about the report."""

    done = LineField(
        max_length=300,
        label=_("What was done?"),
        help_text=_("Without names or other data of people."),
        error_messages={"required": _("Say what was done.")},
    )


def seen_version(posted: Any) -> int:
    """0, which no row ever has, when the form does not say: then somebody must look again."""
    form = SeenForm(posted)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0
