"""Planning a talk, and moving it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from advice.actions.plan_talk import PlanIsSettled, plan_talk, replan_talk
from advice.choices import PlanState
from advice.codes import Codebook
from advice.finding import find_file, find_plan
from advice.forms.planning import NewPlanForm, ReplanForm, first_plan_values
from advice.models import PlannedTalk
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.conflict import conflict_of
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.ui.keyed import with_value


@desk_view(Right.WRITE_TALKS)
def plan(request: DeskRequest, number: str) -> HttpResponse:
    file = find_file(number, reader=request.member)
    codes = Codebook()
    if request.method != "POST":
        form = NewPlanForm(initial=first_plan_values(file), codes=codes)
    else:
        form = NewPlanForm(request.POST, codes=codes)
        if form.is_valid() and _made(request, file, form):
            return _to_file(request, number)
        if "key" in form.errors:
            form.data = with_value(form.data, "key", str(first_plan_values(file)["key"]))
    note_in_file("file.viewed", file, file=file, by=request.member)
    context = {"client": file.client, "form": form, "is_closed": file.is_closed}
    return render(request, "advice/plan.html", context)


@desk_view(Right.WRITE_TALKS)
def replan(request: DeskRequest, plan: UUID) -> HttpResponse:
    planned = find_plan(plan)
    number = planned.file.client.number
    if planned.state != PlanState.PLANNED:
        messages.error(request, str(PlanIsSettled.message))
        return _to_file(request, number)
    codes = Codebook()
    posted = request.POST if request.method == "POST" else None
    form = ReplanForm(posted, initial=ReplanForm.initial_of(planned), codes=codes)
    if not form.is_valid():
        return _show(request, planned, {"form": form})
    try:
        replan_talk(
            planned,
            by=request.member,
            version=form.cleaned_data["version"],
            content=form.content,
            vouched=form.vouched,
        )
    except ChangedMeanwhile as error:
        context = conflict_of(form, ReplanForm.initial_of(error.row), error.row)
        return _show(request, planned, context, status=409)
    except DomainError as error:
        show_error(form, error)
        return _show(request, planned, {"form": form})
    messages.success(request, _("The appointment is changed."))
    return _to_file(request, number)


def _made(request: DeskRequest, file: Any, form: NewPlanForm) -> bool:
    try:
        plan_talk(
            file,
            by=request.member,
            content=form.content,
            key=form.cleaned_data["key"],
            vouched=form.vouched,
        )
    except DomainError as error:
        show_error(form, error)
        return False
    messages.success(request, _("The talk is in your agenda."))
    return True


def _show(
    request: DeskRequest, plan: PlannedTalk, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    note_in_file("plan.viewed", plan, file=plan.file, by=request.member)
    shared = {"client": plan.file.client, "plan": plan}
    return render(request, "advice/replan.html", {**shared, **context}, status=status)


def _to_file(request: DeskRequest, number: str) -> HttpResponse:
    return redirect("workplace:file", desk=request.desk.slug, number=number)
