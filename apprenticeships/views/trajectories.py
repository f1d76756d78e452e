"""The list of trajectories, the page of one, and writing one down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.actions.trajectories import edit_trajectory, make_trajectory
from apprenticeships.finding import find_trajectory
from apprenticeships.forms.trajectory import RunningForm, TrajectoryForm
from apprenticeships.listing import read_listing
from apprenticeships.models import Trajectory
from apprenticeships.steps import steps_of
from apprenticeships.views.showing import CONFLICT, show_trajectory, to_trajectory
from clients.actions.rules import FileIsClosed
from clients.lookups import file_or_404
from clients.models import ClientFile
from clients.views.showing import show
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.errors import DomainError

FORM = "apprenticeships/trajectory_form.html"


@desk_view(Right.READ_FILES)
def trajectories(request: DeskRequest) -> HttpResponse:
    listing = read_listing(request.GET, member=request.member)
    shown = {row.file.client_id for row in listing.page}
    note("client.listed", by=request.member.actor, shown=shown)
    return render(request, "apprenticeships/list.html", {"listing": listing})


@desk_view(Right.READ_FILES)
def trajectory(request: DeskRequest, trajectory: UUID) -> HttpResponse:
    found = find_trajectory(trajectory)
    context = {
        "steps": steps_of(found),
        "processes": list(found.work_processes.all()),
        "checks": list(found.checks.select_related("done_by__user")),
        "events": list(found.events.select_related("by__user", "check_done")),
        "today": timezone.localdate(),
        "may_write": request.member.may(Right.EDIT_FILES),
    }
    return show_trajectory(request, found, "apprenticeships/trajectory.html", context)


@desk_view(Right.EDIT_FILES)
def new(request: DeskRequest, number: str) -> HttpResponse:
    file = file_or_404(number)
    if file.is_closed:
        messages.error(request, str(FileIsClosed.message))
        return redirect("workplace:file", desk=request.desk.slug, number=number)
    form = TrajectoryForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (made := _make(request, file, form)):
        messages.success(request, _("The trajectory is saved. Next: the agreement."))
        return to_trajectory(request, made)
    return show(request, file, FORM, {"form": form})


@desk_view(Right.EDIT_FILES)
def edit(request: DeskRequest, trajectory: UUID) -> HttpResponse:
    """After the start only what may still change is asked."""
    found = find_trajectory(trajectory)
    initial = RunningForm.initial_of(found)
    kind = RunningForm if found.started_on else TrajectoryForm
    posted = request.POST if request.method == "POST" else None
    form: Any = kind(posted, initial=initial, employer_id=found.employer_id)
    if not form.is_valid():
        return show_trajectory(request, found, FORM, {"form": form})
    try:
        edit_trajectory(
            found,
            by=request.member,
            version=form.cleaned_data["version"],
            content=form.content,
            vouched=form.vouched,
        )
    except ChangedMeanwhile:
        now = find_trajectory(trajectory)
        context = conflict_of(form, RunningForm.initial_of(now), now)
        return show_trajectory(request, now, FORM, context, status=CONFLICT)
    except DomainError as error:
        show_error(form, error)
        return show_trajectory(request, found, FORM, {"form": form})
    messages.success(request, _("The trajectory is saved."))
    return to_trajectory(request, found)


def _make(request: DeskRequest, file: ClientFile, form: TrajectoryForm) -> Trajectory | None:
    """None when a rule said no, which then stands in the form."""
    try:
        return make_trajectory(
            file,
            by=request.member,
            content=form.content,
            key=form.cleaned_data["key"],
            vouched=form.vouched,
        )
    except DomainError as error:
        show_error(form, error)
    return None
