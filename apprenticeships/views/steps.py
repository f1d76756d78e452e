"""Taking one step of a trajectory."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from apprenticeships.actions import steps as verbs
from apprenticeships.finding import find_trajectory
from apprenticeships.forms.trajectory import CompleteForm, StepForm, StopForm
from apprenticeships.models import Trajectory
from apprenticeships.steps import AGREE, COMPLETE, START, STOP, Step, steps_of
from apprenticeships.views.showing import CONFLICT, show_trajectory, to_trajectory
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError

TEMPLATE = "apprenticeships/step.html"
# Rules whose way out is the form of the trajectory itself.
MEND_BY_EDITING = (verbs.NoEmployer, verbs.NoWorkProcesses, verbs.NoQualification)


@desk_view(Right.EDIT_FILES)
def agree(request: DeskRequest, trajectory: UUID) -> HttpResponse:
    words = {
        "title": _("The agreement is signed"),
        "lead": _("Employer, school and client signed what they agreed."),
        "label": _("Signed on"),
        "save": _("Save the agreement"),
    }
    done = _("The agreement is saved. Next: the start.")
    return _step(request, trajectory, AGREE, StepForm, verbs.agree_on, words, done)


@desk_view(Right.EDIT_FILES)
def start(request: DeskRequest, trajectory: UUID) -> HttpResponse:
    words = {
        "title": _("The trajectory starts"),
        "lead": _("From this day on you are reminded five times to ask how it goes."),
        "label": _("First day at work"),
        "save": _("Save the start"),
    }
    done = _("The trajectory has started. The first aftercare is in two weeks.")
    return _step(request, trajectory, START, StepForm, verbs.start, words, done)


@desk_view(Right.EDIT_FILES)
def complete(request: DeskRequest, trajectory: UUID) -> HttpResponse:
    words = {
        "title": _("The trajectory is completed"),
        "lead": _("Aftercare goes on until a year after the start."),
        "label": _("Last day"),
        "save": _("Complete the trajectory"),
    }
    done = _("The trajectory is completed.")
    return _step(request, trajectory, COMPLETE, CompleteForm, verbs.complete, words, done)


@desk_view(Right.EDIT_FILES)
def stop(request: DeskRequest, trajectory: UUID) -> HttpResponse:
    words = {
        "title": _("The trajectory stops"),
        "lead": _("It stays in the file, with the reason. Aftercare ends."),
        "label": _("Stopped on"),
        "save": _("Stop the trajectory"),
    }
    done = _("The trajectory is stopped.")
    return _step(request, trajectory, STOP, StopForm, verbs.stop, words, done)


def _step(
    request: DeskRequest,
    trajectory: UUID,
    step: Step,
    kind: type[forms.Form],
    verb: Callable[..., Trajectory],
    words: Mapping[str, str],
    done: str,
) -> HttpResponse:
    found = find_trajectory(trajectory)
    if request.method != "POST" and step not in steps_of(found):
        return _not_now(request, found)
    posted = request.POST if request.method == "POST" else None
    form = kind(posted, initial={"version": found.version})
    form.fields["day"].label = words["label"]
    context: dict[str, Any] = {"form": form, "words": words, "is_stop": kind is StopForm}
    if not form.is_valid():
        return show_trajectory(request, found, TEMPLATE, context)
    try:
        verb(found, by=request.member, **form.cleaned_data)
    except ChangedMeanwhile as error:
        return _look_again(request, find_trajectory(trajectory), form, context, error)
    except verbs.NotThisStep:
        return _not_now(request, found)
    except DomainError as error:
        show_error(form, error)
        context["mend_by_editing"] = isinstance(error, MEND_BY_EDITING)
        context["mend_at_employer"] = isinstance(error, verbs.NotRecognised)
        return show_trajectory(request, found, TEMPLATE, context)
    messages.success(request, done)
    return to_trajectory(request, found)


def _not_now(request: DeskRequest, trajectory: Trajectory) -> HttpResponse:
    """To the page that says which steps can be taken."""
    messages.error(request, str(verbs.NotThisStep.message))
    return to_trajectory(request, trajectory)


def _look_again(
    request: DeskRequest,
    now: Trajectory,
    form: Any,
    context: dict[str, Any],
    error: ChangedMeanwhile,
) -> HttpResponse:
    """The same answers, on top of the trajectory as it is now."""
    again = request.POST.copy()
    again["version"] = str(now.version)
    fresh = type(form)(again)
    fresh.fields["day"].label = form.fields["day"].label
    fresh.add_error(None, str(error))
    return show_trajectory(request, now, TEMPLATE, {**context, "form": fresh}, status=CONFLICT)
