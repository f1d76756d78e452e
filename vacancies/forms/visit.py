"""A contact with a company: to write it down, to change it, and to take it back."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.forms import CodeField, CodesForm
from loketten.tenancy.models import CodeList
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import NearDayField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField, TextField
from loketten.ui.versions import VersionedForm
from vacancies.actions.visits import Visit
from vacancies.forms.fields import RowField
from vacancies.models import EmployerVisit


class VisitForm(CodesForm, NoBsnForm):
    """One contact with a company, and what follows from it; `employer` comes with the initial
    values, because a form that was overtaken is made anew from those."""

    on = NearDayField(label=_("Date"), error_messages={"required": _("Fill in the day.")})
    channel = CodeField(CodeList.CHANNEL, nothing=_("Choose how"), label=_("How"))
    contact = RowField(required=False, nothing=_("Nobody in particular"), label=_("With whom"))
    summary = TextField(
        max_length=4_000,
        label=_("What was said"),
        help_text=_("About the company and its places. Nothing about clients."),
        error_messages={"required": _("Write what was said.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_step = LineField(max_length=200, required=False, label=_("Next step"))
    due_on = NearDayField(required=False, label=_("Done by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].error_messages["required"] = _("Choose how you were in touch.")
        self.fields["on"].widget.attrs["max"] = timezone.localdate().isoformat()
        contact = self.fields["contact"]
        assert isinstance(contact, RowField)
        # Who left stays with the visit that names her.
        named = Q(left_on__isnull=True) | Q(pk=self.initial.get("contact"))
        employer = self.initial["employer"]
        contact.offer(employer.contacts.filter(named).values_list("pk", "name"))

    @property
    def visit(self) -> Visit:
        """Only of a valid form."""
        chosen = self.cleaned_data
        return Visit(
            on=chosen["on"],
            channel_id=chosen["channel"],
            contact_id=chosen["contact"],
            summary=chosen["summary"],
            next_step=chosen["next_step"],
            due_on=chosen["due_on"],
        )


class NewVisitForm(VisitForm, KeyedForm):
    """The key makes a double submit one visit."""


class EditVisitForm(VisitForm, VersionedForm):
    @staticmethod
    def initial_of(visit: EmployerVisit) -> dict[str, Any]:
        return {
            "employer": visit.employer,
            "on": visit.on,
            "channel": visit.channel_id,
            "contact": visit.contact_id,
            "summary": visit.summary,
            "next_step": visit.next_step,
            "due_on": visit.due_on,
            "version": visit.version,
        }


class WithdrawVisitForm(NoBsnForm):
    because = LineField(
        label=_("Why do you withdraw this visit?"),
        help_text=_("Every colleague who opens the employer reads this reason."),
        max_length=500,
    )
