"""What is agreed in a trajectory, and how it goes on."""

from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.trajectories import TrajectoryContent
from apprenticeships.choices import CheckOutcome, Document, StopReason
from apprenticeships.forms import offers
from apprenticeships.forms.fields import RowField
from apprenticeships.forms.keeping import KeepForm
from apprenticeships.models import Trajectory
from loketten.tenancy.forms import NO_SUCH_CHOICE
from loketten.ui.fields import NearDayField, SeenVersionField
from loketten.ui.text import LineField, TextField
from loketten.ui.versions import VersionedForm
from loketten.ui.widgets import Pills, SuggestedInput
from vacancies.models import Vacancy

MOST_PROCESSES, LONGEST_PROCESS = 20, 200
PLANNED = ("school", "hours", "starts_on", "ends_on")


class ProcessesField(TextField):
    """One work process a line."""

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        # The same line twice is one thing to learn.
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > MOST_PROCESSES:
            raise ValidationError(_("These are more than 20 work processes. Choose the main ones."))
        if any(len(name) > LONGEST_PROCESS for name in names):
            raise ValidationError(_("A work process fits in 200 characters. Make it shorter."))
        return "\n".join(names)


class RunningForm(KeepForm):
    """What may change as long as it lasts."""

    school = LineField(label=_("School"), max_length=120, required=False, widget=SuggestedInput)
    coach = RowField(nothing=_("Nobody yet"), label=_("Coach at work"))
    hours = forms.IntegerField(
        label=_("Hours a week"),
        required=False,
        min_value=1,
        max_value=48,
        error_messages={
            "min_value": _("Hours a week: 1 to 48."),
            "max_value": _("Hours a week: 1 to 48."),
        },
    )
    starts_on = NearDayField(label=_("Planned start"), required=False)
    ends_on = NearDayField(label=_("Planned end"), required=False)
    work_processes = ProcessesField(
        label=_("Work processes"),
        help_text=_("One a line. A statement of practical skills needs at least one."),
        max_length=5_000,
        required=False,
    )

    def __init__(self, *args: Any, employer_id: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.employer_id = employer_id
        school: Any = self.fields["school"].widget
        school.suggestions = offers.texts_before(Trajectory, "school")
        self.fields["work_processes"].widget.attrs["rows"] = 4
        if employer_id is None:
            # Who guides somebody is known once the company is.
            del self.fields["coach"]
        else:
            field: Any = self.fields["coach"]
            field.offer(offers.coaches(employer_id, chosen=self.chosen("coach")))

    def anew(self, sent: QueryDict, initial: dict[str, Any]) -> Self:
        return type(self)(sent, initial=initial, employer_id=self.employer_id)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", _("The planned end comes after the planned start."))
        return cleaned

    @property
    def columns(self) -> dict[str, Any]:
        coach = {"coach_id": self.cleaned_data["coach"]} if "coach" in self.fields else {}
        return {**{name: self.cleaned_data[name] for name in PLANNED}, **coach}

    @property
    def content(self) -> TrajectoryContent:
        processes = tuple(self.cleaned_data["work_processes"].splitlines())
        return TrajectoryContent(columns=self.columns, work_processes=processes)

    @staticmethod
    def initial_of(trajectory: Trajectory) -> dict[str, Any]:
        processes = trajectory.work_processes.values_list("name", flat=True)
        of_row = {name: getattr(trajectory, name) for name in PLANNED}
        return {
            **of_row,
            "route": trajectory.route_id,
            "employer": _shown(trajectory.employer, "public_id"),
            "vacancy": _shown(trajectory.vacancy, "public_id"),
            "qualification": _shown(trajectory.qualification, "crebo"),
            "coach": _shown(trajectory.coach, "key"),
            "work_processes": "\n".join(processes),
            "version": trajectory.version,
        }


class TrajectoryForm(RunningForm):
    """Before the start everything may change."""

    route = RowField(
        nothing=_("Choose a route"), ask=_("Choose a route."), label=_("Learning route")
    )
    vacancy = RowField(nothing=_("No vacancy of ours"), label=_("Learn-work place"))
    employer = RowField(nothing=_("Not known yet"), label=_("Employer"))
    qualification = RowField(
        nothing=_("None, or not known yet"),
        label=_("Qualification"),
        help_text=_("For a route of the mbo: the company must be recognised for it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        for name, offered in (
            ("route", offers.routes),
            ("vacancy", offers.vacancies),
            ("employer", offers.employers),
            ("qualification", offers.qualifications),
        ):
            fields[name].offer(offered(chosen=self.chosen(name)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("vacancy") and "employer" in cleaned:
            of_place = Vacancy.objects.get(pk=cleaned["vacancy"]).employer_id
            if cleaned["employer"] not in (None, of_place):
                self.add_error("employer", _("This place is at another employer."))
            cleaned["employer"] = of_place
        if cleaned.get("coach") and cleaned.get("employer") != self.employer_id:
            # The coach of the former company does not come along.
            cleaned["coach"] = None
        return cleaned

    @property
    def columns(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "route_id": said["route"],
            "vacancy_id": said["vacancy"],
            "employer_id": said["employer"],
            "qualification_id": said["qualification"],
            **super().columns,
        }


class StepForm(forms.Form):
    """The day on which a step was taken."""

    day = NearDayField(label=_("Day"), initial=timezone.localdate)
    version = SeenVersionField()


class CompleteForm(StepForm):
    document = forms.ChoiceField(
        choices=[("", _("Choose what it brought")), *Document.choices],
        label=_("Document"),
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose what it brought.")},
    )


class StopForm(StepForm):
    reason = forms.ChoiceField(
        choices=[("", _("Choose a reason")), *StopReason.choices],
        label=_("Why did it stop?"),
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose a reason.")},
    )


class CheckForm(VersionedForm):
    """How it goes with somebody who was placed."""

    outcome = forms.ChoiceField(
        choices=CheckOutcome.choices,
        widget=Pills,
        label=_("How is it going?"),
        error_messages={**NO_SUCH_CHOICE, "required": _("Choose how it is going.")},
    )
    note = TextField(
        label=_("What was said"),
        help_text=_("Write nothing about somebody's health."),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _shown(row: Any, name: str) -> str:
    return str(getattr(row, name)) if row is not None else ""
