"""The forms of a planned talk: making it, moving it, saying that it was not held."""

import uuid
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.actions.plan_talk import PlanContent
from advice.codes import Codebook
from advice.forms.talk import MomentField, broken_form
from advice.models import PlannedTalk
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.text import LineField
from loketten.ui.versions import VersionedForm
from loketten.ui.widgets import Pills


class PlanForm(NoBsnForm):
    """`content` is what was filled in, once the form is valid."""

    at = MomentField(
        label=_("When"),
        help_text=_("For example: tomorrow 14.00, or 24-11 9.30."),
        is_ahead=True,
        error_messages={"required": _("Fill in when the talk is.")},
    )
    channel = forms.ChoiceField(label=_("How"), widget=Pills)
    kind = forms.ChoiceField(label=_("Kind of talk"))
    remark = LineField(
        label=_("Remark"),
        help_text=_("Where, or with whom. For example: with an interpreter."),
        max_length=200,
        required=False,
    )

    field_order = ("at", "channel", "kind", "remark")

    def __init__(self, *args: Any, codes: Codebook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes
        today = timezone.localdate()
        for name, code_list in (("channel", CodeList.CHANNEL), ("kind", CodeList.KIND)):
            field: Any = self.fields[name]
            field.choices = codes.choices(code_list, on=today, also=[self.initial.get(name)])

    @property
    def content(self) -> PlanContent:
        cleaned = self.cleaned_data
        return PlanContent(**{name: cleaned[name] for name in ("at", "channel", "kind", "remark")})


class NewPlanForm(PlanForm):
    """The key makes a double submit one appointment."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages=broken_form())


class ReplanForm(PlanForm, VersionedForm):
    """An appointment that was made before."""

    def anew(self, sent: QueryDict, initial: dict[str, Any]) -> Self:
        return type(self)(sent, initial=initial, codes=self.codes)

    @staticmethod
    def initial_of(plan: PlannedTalk) -> dict[str, Any]:
        return {
            "at": plan.at,
            "channel": plan.channel_id,
            "kind": plan.kind_id,
            "remark": plan.remark,
            "version": plan.version,
        }


class NotHeldForm(NoBsnForm):
    because = LineField(
        label=_("What happened?"),
        help_text=_("Everybody who opens the file reads this."),
        max_length=500,
    )


def first_plan_values(file: Any) -> dict[str, Any]:
    """What is most likely right for a next talk; the moment is always asked."""
    return {
        "channel": file.last_channel or "channel.appointment",
        "kind": "kind.follow-up" if file.standing_total else "kind.intake",
        "key": uuid.uuid4(),
    }
