"""Where somebody stands; each question may stay unasked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.actions.describe_situation import Standing
from clients.choices import Situation
from clients.models import ClientFile
from loketten.tenancy.forms import NO_SUCH_CHOICE, NOT_ASKED, CodeField, CodesForm, ManyCodesField
from loketten.tenancy.models import CodeList
from loketten.ui.fields import DayField
from loketten.ui.versions import VersionedForm
from loketten.ui.widgets import ManyPills, Pills

ASKED = [("", NOT_ASKED), ("asked", _("Asked"))]


class SituationForm(CodesForm, VersionedForm):
    """`standing` is what the fields say together."""

    asked_on = DayField(label=_("Asked for advice on"))
    entry = CodeField(CodeList.ENTRY, required=False, label=_("How did this person find us?"))
    situation = forms.ChoiceField(
        choices=[("", NOT_ASKED), *Situation.choices],
        widget=Pills,
        required=False,
        label=_("What does this person mainly do now?"),
        error_messages=NO_SUCH_CHOICE,
    )
    highest_level = CodeField(
        CodeList.LEVEL, required=False, label=_("Highest level that was finished")
    )
    asked_target_groups = forms.ChoiceField(
        choices=ASKED,
        widget=Pills,
        required=False,
        label=_("Did you ask about target groups?"),
        error_messages=NO_SUCH_CHOICE,
    )
    target_groups = ManyCodesField(
        CodeList.TARGET_GROUP,
        widget=ManyPills,
        required=False,
        label=_("Target groups"),
        help_text=_("Asked, and none fits? Then choose nothing here."),
    )

    @property
    def standing(self) -> Standing:
        """Only of a valid form. Whoever names a target group has asked."""
        groups = frozenset(self.cleaned_data["target_groups"])
        was_asked = groups or self.cleaned_data["asked_target_groups"]
        return Standing(
            asked_on=self.cleaned_data["asked_on"],
            entry=self.cleaned_data["entry"],
            situation=self.cleaned_data["situation"],
            highest_level=self.cleaned_data["highest_level"],
            target_groups=groups if was_asked else None,
        )

    @staticmethod
    def initial_of(file: ClientFile) -> dict[str, Any]:
        groups = file.target_groups.order_by("target_group").values_list("target_group", flat=True)
        return {
            "asked_on": file.asked_on,
            "entry": file.entry_id,
            "situation": file.situation,
            "highest_level": file.highest_level_id,
            "asked_target_groups": "asked" if file.asked_target_groups else "",
            "target_groups": list(groups),
            "version": file.version,
        }
