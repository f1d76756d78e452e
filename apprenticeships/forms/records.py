"""One form for each kind of record that lays a plank, and one for a word about it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apprenticeships.choices import FundingState, IntroductionResult, Plank, Says, TrialResult
from apprenticeships.forms import offers
from apprenticeships.forms.fields import RowField
from apprenticeships.forms.keeping import KeepForm
from apprenticeships.models import FundingLine
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.ui.bsn import NoBsnForm
from loketten.ui.fields import NearDayField
from loketten.ui.keyed import KeyedForm
from loketten.ui.text import LineField, TextField
from loketten.ui.widgets import Pills, SuggestedInput
from vacancies.models import Interest, Vacancy

NO_CHOICE_YET = _("Choose an employer")
ASK_EMPLOYER = _("Choose an employer. Is the company not in the list? Add it at Employers first.")
NOT_KNOWN_YET = ("", _("Not known yet"))


class EmployerForm(KeepForm):
    """A record that names a company."""

    employer = RowField(nothing=NO_CHOICE_YET, ask=ASK_EMPLOYER, label=_("Employer"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["employer"]
        field.offer(offers.employers(chosen=self.chosen("employer")))


class ExperienceForm(EmployerForm):
    """Some days along at a company."""

    from_on = NearDayField(label=_("First day"))
    to_on = NearDayField(label=_("Last day"), required=False)
    result = forms.ChoiceField(
        choices=[NOT_KNOWN_YET, *TrialResult.choices],
        required=False,
        widget=Pills,
        label=_("How did it go?"),
        error_messages=NO_SUCH_CHOICE,
    )
    note = TextField(label=_("What came out of it"), max_length=1_000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("The last day is not before the first day."))
        result = cleaned.get("result")
        if result in {TrialResult.FITS, TrialResult.NO_FIT} and first and _is_ahead(first):
            self.add_error("result", _("These days have not come yet: choose “Not known yet”."))
        return cleaned

    @property
    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "employer_id": said["employer"],
            "from_on": said["from_on"],
            "to_on": said["to_on"],
            "result": said["result"],
            "note": said["note"],
        }

    @staticmethod
    def initial_of(record: Any) -> dict[str, Any]:
        return {
            "employer": str(record.employer.public_id),
            "from_on": record.from_on,
            "to_on": record.to_on,
            "result": record.result,
            "note": record.note,
            "version": record.version,
        }


class IntroductionForm(KeepForm):
    """Who was brought together: by an interest of hers, by a place, or by an employer alone."""

    interest = RowField(
        nothing=_("Not through the site"),
        label=_("Interest from the site"),
        help_text=_("Did this client react to a vacancy? Then it becomes hers here."),
    )
    vacancy = RowField(nothing=_("No vacancy of ours"), label=_("Learn-work place"))
    employer = RowField(nothing=NO_CHOICE_YET, label=_("Employer"))
    introduced_on = NearDayField(label=_("Introduced on"), initial=timezone.localdate)
    result = forms.ChoiceField(
        choices=[NOT_KNOWN_YET, *IntroductionResult.choices],
        required=False,
        widget=Pills,
        label=_("What came of it?"),
        error_messages=NO_SUCH_CHOICE,
    )
    note = TextField(label=_("What was said"), max_length=1_000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name, offered in (
            ("interest", offers.interests),
            ("vacancy", offers.vacancies),
            ("employer", offers.employers),
        ):
            fields[name].offer(offered(chosen=self.chosen(name)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"interest", "vacancy", "employer"} & self.errors.keys():
            return cleaned
        if interest := cleaned["interest"]:
            of_interest = Interest.objects.get(pk=interest).vacancy_id
            if cleaned["vacancy"] not in (None, of_interest):
                self.add_error("vacancy", _("This interest is in another place."))
            cleaned["vacancy"] = of_interest
        if vacancy := cleaned["vacancy"]:
            of_place = Vacancy.objects.get(pk=vacancy).employer_id
            if cleaned["employer"] not in (None, of_place):
                self.add_error("employer", _("This place is at another employer."))
            cleaned["employer"] = of_place
        if not cleaned["employer"]:
            self.add_error("employer", ASK_EMPLOYER)
        return cleaned

    @property
    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "interest_id": said["interest"],
            "vacancy_id": said["vacancy"],
            "employer_id": said["employer"],
            "introduced_on": said["introduced_on"],
            "result": said["result"],
            "note": said["note"],
        }

    @staticmethod
    def initial_of(record: Any) -> dict[str, Any]:
        return {
            "interest": str(record.interest.public_id) if record.interest else "",
            "vacancy": str(record.vacancy.public_id) if record.vacancy else "",
            "employer": str(record.employer.public_id),
            "introduced_on": record.introduced_on,
            "result": record.result,
            "note": record.note,
            "version": record.version,
        }


class PromiseForm(EmployerForm):
    """Work, on a condition."""

    condition = LineField(
        label=_("On which condition?"),
        help_text=_("For example: when the certificate is there. Is there none? Write “none”."),
        max_length=300,
    )
    promised_on = NearDayField(label=_("Promised on"), initial=timezone.localdate)

    @property
    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "employer_id": said["employer"],
            "condition": said["condition"],
            "promised_on": said["promised_on"],
        }

    @staticmethod
    def initial_of(record: Any) -> dict[str, Any]:
        return {
            "employer": str(record.employer.public_id),
            "condition": record.condition,
            "promised_on": record.promised_on,
            "version": record.version,
        }


class FundingForm(KeepForm):
    """Money out of one scheme: asked, and answered or not yet."""

    scheme = LineField(
        label=_("Scheme or fund"),
        help_text=_("For example: Scholingsbudget WW, SLIM, or the fund of the sector."),
        max_length=120,
        widget=SuggestedInput,
    )
    amount = forms.DecimalField(
        label=_("Amount in euros"),
        required=False,
        localize=True,
        min_value=1,
        max_digits=8,
        decimal_places=2,
        error_messages={
            "invalid": _("Fill in an amount such as 1200 or 1200,50."),
            "min_value": _("Fill in an amount above zero, or leave it empty."),
            "max_digits": _("Fill in an amount below a million."),
            "max_whole_digits": _("Fill in an amount below a million."),
            "max_decimal_places": _("Fill in an amount such as 1200 or 1200,50."),
        },
    )
    state = forms.ChoiceField(
        choices=FundingState.choices,
        initial=FundingState.ASKED,
        widget=Pills,
        label=_("How far is it?"),
        error_messages=NO_SUCH_CHOICE,
    )
    asked_on = NearDayField(label=pgettext_lazy("funding", "Asked on"), initial=timezone.localdate)
    answered_on = NearDayField(label=_("Answered on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme: Any = self.fields["scheme"].widget
        scheme.suggestions = offers.texts_before(FundingLine, "scheme")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked, answered = cleaned.get("asked_on"), cleaned.get("answered_on")
        if "state" not in cleaned or "answered_on" in self.errors:
            return cleaned
        if cleaned["state"] == FundingState.ASKED and answered:
            self.add_error("state", _("There is an answer: choose granted or refused."))
        elif cleaned["state"] != FundingState.ASKED and not answered:
            self.add_error("answered_on", _("Fill in on which day the answer came."))
        elif asked and answered and answered < asked:
            self.add_error("answered_on", _("The answer comes on or after the day of asking."))
        return cleaned

    @property
    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {name: said[name] for name in _FUNDING}

    @staticmethod
    def initial_of(record: Any) -> dict[str, Any]:
        return {name: getattr(record, name) for name in (*_FUNDING, "version")}


_FUNDING = ("scheme", "amount", "state", "asked_on", "answered_on")

RECORD_FORMS: dict[Plank, Any] = {
    Plank.EXPERIENCE: ExperienceForm,
    Plank.MATCHING: IntroductionForm,
    Plank.SECURITY: PromiseForm,
    Plank.FUNDING: FundingForm,
}


class MarkForm(KeyedForm, NoBsnForm):
    """Missing, or not needed, and why."""

    says = forms.ChoiceField(
        choices=Says.choices,
        widget=Pills,
        label=_("This plank is"),
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose missing or not needed.")},
    )
    reason = LineField(
        label=_("Why?"),
        help_text=_("Everybody who opens the file reads this reason."),
        max_length=300,
    )


def _is_ahead(day: date) -> bool:
    return day > timezone.localdate()
