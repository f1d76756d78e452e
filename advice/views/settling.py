"""Saying that a planned talk was not held: nobody came, or it was called off."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from advice.actions.plan_talk import PlanIsSettled
from advice.actions.settle_plan import cancel_plan, mark_no_show
from advice.choices import PlanState
from advice.codes import Codebook
from advice.finding import find_plan
from advice.forms.planning import NotHeldForm
from advice.models import PlannedTalk
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.refusals import show_error
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError


class Words(NamedTuple):
    title: str
    button: str
    done: str


@desk_view(Right.WRITE_TALKS)
def no_show(request: DeskRequest, plan: UUID) -> HttpResponse:
    words = Words(
        title=_("Did not come"),
        button=_("Write it down"),
        done=_("Written down: the client did not come."),
    )
    return _settle(request, find_plan(plan), mark_no_show, words)


@desk_view(Right.WRITE_TALKS)
def cancel(request: DeskRequest, plan: UUID) -> HttpResponse:
    words = Words(
        title=_("Call the appointment off"),
        button=_("Call it off"),
        done=_("The appointment is called off."),
    )
    return _settle(request, find_plan(plan), cancel_plan, words)


def _settle(
    request: DeskRequest,
    plan: PlannedTalk,
    action: Callable[..., None],
    words: Words,
) -> HttpResponse:
    form = NotHeldForm(request.POST if request.method == "POST" else None)
    if plan.state != PlanState.PLANNED:
        messages.error(request, str(PlanIsSettled.message))
        return _to_file(request, plan)
    if form.is_valid():
        try:
            action(
                plan, by=request.member, because=form.cleaned_data["because"], vouched=form.vouched
            )
        except DomainError as error:
            show_error(form, error)
        else:
            messages.success(request, words.done)
            return _to_file(request, plan)
    note_in_file("plan.viewed", plan, file=plan.file, by=request.member)
    context = {
        "client": plan.file.client,
        "codes": Codebook(),
        "form": form,
        "plan": plan,
        "words": words,
    }
    return render(request, "advice/not_held.html", context)


def _to_file(request: DeskRequest, plan: PlannedTalk) -> HttpResponse:
    return redirect("workplace:file", desk=request.desk.slug, number=plan.file.client.number)
