"""The form of a next step: what, who, and by when."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.models import NextStep
from advice.moments import LAST_DAY
from clients.forms.fields import CounselorField
from loketten.accounts.models import Membership
from loketten.tenancy.context import current_desk_id
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField, KeyField
from loketten.ui.text import LineField
from loketten.ui.versions import VersionedForm

USUAL_TIME = timedelta(days=7)


class StepForm(NoBsnForm):
    """`content` is what was filled in, once the form is valid."""

    what = LineField(label=_("Next step"), max_length=200)
    owner = CounselorField(label=_("Who does it?"))
    due_on = DayField(label=_("Done by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, CounselorField)
        owner.offer()
        self.fields["due_on"].widget.attrs["max"] = LAST_DAY.isoformat()

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day > LAST_DAY:
            raise forms.ValidationError(_("Choose a day in the coming years."))
        return day

    @property
    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("what", "owner", "due_on")}


class NewStepForm(StepForm):
    """The key makes a double submit one step."""

    key = KeyField()

    @classmethod
    def empty(cls, *, member: Membership) -> "NewStepForm":
        return cls(initial={"owner": str(member.pk), "due_on": timezone.localdate() + USUAL_TIME})


class EditStepForm(StepForm, VersionedForm):
    """A step that was promised before; whoever left the desk stays a choice for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        kept = str(self.initial["owner"])
        if kept not in field.team:
            keeper = Membership.objects.of_team(current_desk_id()).get(pk=kept)
            field.team[kept] = keeper
            field.choices = [*field.choices, (kept, keeper.user.name)]

    @staticmethod
    def initial_of(step: NextStep) -> dict[str, Any]:
        return {
            "what": step.what,
            "owner": str(step.owner_id),
            "due_on": step.due_on,
            "version": step.version,
        }
