"""The filter of the access log, who takes over a caseload, and why somebody opens many files."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.forms.fields import CounselorField
from loketten.accounts.models import Membership
from loketten.audit.actors import ActorKind
from loketten.tenancy.models import Desk
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import DayField
from loketten.ui.text import LineField
from portal.workplace.deeds import Kind, actions_of

FIRST_YEAR, LAST_YEAR = 2005, 2099


class LogFilterForm(forms.Form):
    """Stands in the address; a field that is wrong says so and filters nothing."""

    day = DayField(label=_("Day"), required=False)
    who = forms.ChoiceField(label=_("Who"), required=False)
    what = forms.ChoiceField(label=_("What"), required=False)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [("", _("Everybody"))]
        everything = [("", _("Everything"))]
        team = Membership.objects.of_team(desk.pk).order_by("user__name", "pk")
        self._choose("who", [*everybody, *((str(one.pk), one.user.name) for one in team)])
        self._choose("what", [*everything, *Kind.choices])

    def narrow(self, entries: Any) -> Any:
        """The entries that fit what was filled in rightly."""
        # Fills cleaned_data with the fields that are right, also when others are wrong.
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("day"):
            start = timezone.make_aware(datetime.combine(chosen["day"], time.min))
            entries = entries.filter(at__gte=start, at__lt=start + timedelta(days=1))
        if chosen.get("who"):
            entries = entries.filter(actor_kind=ActorKind.MEMBER, actor_id=chosen["who"])
        if chosen.get("what"):
            entries = entries.filter(action__in=actions_of(Kind(chosen["what"])))
        return entries

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(_("There are no rows of this day. Choose another day."))
        return day

    def _choose(self, name: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class CaseloadForm(forms.Form):
    """The counselor who takes over everything."""

    owner = CounselorField(label=_("Counselor"))

    def __init__(self, *args: Any, leaver: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, CounselorField)
        owner.offer(without=leaver)


class ReasonForm(NoBsnForm):
    reason = LineField(
        label=_("Why do you open so many files?"),
        help_text=_("Whoever watches over the access log reads this. Name no clients."),
        max_length=200,
    )
