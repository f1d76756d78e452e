"""Next steps: a new one between two talks, moving one, ticking one off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from advice.actions.finish_step import finish_step, reopen_step
from advice.actions.plan_step import add_step, move_step
from advice.finding import find_file, find_step
from advice.forms.step import EditStepForm, NewStepForm
from advice.models import NextStep
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


@desk_view(Right.WRITE_TALKS)
@require_POST
def step_done(request: DeskRequest, step: int) -> HttpResponse:
    """`done=no` takes it back; `back=day` returns to the day, else to the file."""
    promise = find_step(step)
    if request.POST.get("done") == "no":
        reopen_step(promise, by=request.member)
        messages.success(request, _("The step is open again."))
    else:
        finish_step(promise, by=request.member)
        messages.success(request, _("The step is done."))
    if request.POST.get("back") == "day":
        return redirect("workplace:day", desk=request.desk.slug)
    return _to_file(request, promise.file.client.number)


@desk_view(Right.WRITE_TALKS)
def new(request: DeskRequest, number: str) -> HttpResponse:
    """A step that no talk brought."""
    file = find_file(number, reader=request.member)
    is_sent = request.method == "POST"
    form = NewStepForm(request.POST) if is_sent else NewStepForm.empty(member=request.member)
    if form.is_valid():
        key, vouched = form.cleaned_data["key"], form.vouched
        try:
            add_step(file, by=request.member, key=key, vouched=vouched, **form.content)
        except DomainError as error:
            show_error(form, error)
        else:
            messages.success(request, _("The step is saved."))
            return _to_file(request, number)
    note_in_file("file.viewed", file, file=file, by=request.member)
    context = {"file": file, "client": file.client, "form": form}
    return render(request, "advice/step_new.html", context)


@desk_view(Right.WRITE_TALKS)
def edit(request: DeskRequest, step: int) -> HttpResponse:
    """To another day or another colleague; below it stands what it was."""
    promise = find_step(step)
    posted = request.POST if request.method == "POST" else None
    form = EditStepForm(posted, initial=EditStepForm.initial_of(promise))
    if not form.is_valid():
        return _show(request, promise, {"form": form})
    version, vouched = form.cleaned_data["version"], form.vouched
    try:
        move_step(promise, by=request.member, version=version, vouched=vouched, **form.content)
    except ChangedMeanwhile as error:
        context = conflict_of(form, EditStepForm.initial_of(error.row), error.row)
        return _show(request, promise, context, status=409)
    except DomainError as error:
        show_error(form, error)
        return _show(request, promise, {"form": form})
    messages.success(request, _("The step is saved."))
    return _to_file(request, promise.file.client.number)


def _show(
    request: DeskRequest, promise: NextStep, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    note_in_file("step.viewed", promise, file=promise.file, by=request.member)
    related = ("by__user", "from_owner__user", "to_owner__user")
    shared = {
        "step": promise,
        "client": promise.file.client,
        "changes": promise.changes.select_related(*related),
    }
    return render(request, "advice/step_edit.html", {**shared, **context}, status=status)


def _to_file(request: DeskRequest, number: str) -> HttpResponse:
    return redirect("workplace:file", desk=request.desk.slug, number=number)
