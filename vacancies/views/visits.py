"""Visits to an employer, and the steps that were promised there."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from vacancies.actions.visits import (
    VisitIsWithdrawn,
    edit_visit,
    finish_visit_step,
    log_visit,
    withdraw_visit,
)
from vacancies.finding import find_employer, find_visit
from vacancies.forms.visit import EditVisitForm, NewVisitForm, WithdrawVisitForm
from vacancies.models import EmployerVisit
from vacancies.perms import can_edit_visit, can_withdraw_visit
from vacancies.views.employers import to_employer
from vacancies.views.saving import is_saved, show_conflict

VISIT = "vacancies/visit.html"


@desk_view(Right.MANAGE_PLACES)
def visit_new(request: DeskRequest, employer: uuid.UUID) -> HttpResponse:
    row = find_employer(employer)
    form = NewVisitForm(
        request.POST if request.method == "POST" else None,
        initial={
            "employer": row,
            "on": timezone.localdate(),
            "channel": "channel.company-visit",
        },
    )

    def save() -> None:
        key = form.cleaned_data["key"]
        log_visit(row, form.visit, by=request.member, key=key, vouched=form.vouched)

    if not is_saved(form, save):
        words = {"title": _("Write down a visit"), "save": _("Save the visit")}
        return render(request, VISIT, {"form": form, "employer": row, **words})
    messages.success(request, _("The visit is written down."))
    return to_employer(request, row)


@desk_view(Right.MANAGE_PLACES)
def visit_edit(request: DeskRequest, employer: uuid.UUID, visit: int) -> HttpResponse:
    """For whoever was there."""
    row = find_visit(employer, visit)
    if not can_edit_visit(request.member, row):
        raise PermissionDenied
    if _comes_too_late(request, row):
        return to_employer(request, row.employer)
    form = EditVisitForm(
        request.POST if request.method == "POST" else None,
        initial=EditVisitForm.initial_of(row),
    )
    context = {
        "form": form,
        "employer": row.employer,
        "title": _("Change the visit"),
        "save": _("Save the visit"),
    }

    def save() -> None:
        version = form.cleaned_data["version"]
        edit_visit(row, form.visit, by=request.member, version=version, vouched=form.vouched)

    try:
        if not is_saved(form, save):
            return render(request, VISIT, context)
    except ChangedMeanwhile as error:
        return show_conflict(request, VISIT, form, error, context)
    messages.success(request, _("The visit is saved."))
    return to_employer(request, row.employer)


@desk_view(Right.MANAGE_PLACES)
def visit_withdraw(request: DeskRequest, employer: uuid.UUID, visit: int) -> HttpResponse:
    """For whoever was there, and for the manager."""
    row = find_visit(employer, visit)
    if not can_withdraw_visit(request.member, row):
        raise PermissionDenied
    if _comes_too_late(request, row):
        return to_employer(request, row.employer)
    form = WithdrawVisitForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        because = form.cleaned_data["because"]
        withdraw_visit(row, by=request.member, because=because, vouched=form.vouched)

    if not is_saved(form, save):
        title = _("Withdraw the visit")
        context = {"form": form, "employer": row.employer, "visit": row}
        words = {"title": title, "save": title}
        return render(request, "vacancies/visit_withdraw.html", {**context, **words})
    messages.success(request, _("The visit is withdrawn."))
    return to_employer(request, row.employer)


@desk_view(Right.MANAGE_PLACES)
@require_POST
def visit_done(request: DeskRequest, employer: uuid.UUID, visit: int) -> HttpResponse:
    """`done=no` takes it back; `back=day` returns to the day, else to the employer."""
    row = find_visit(employer, visit)
    is_done = request.POST.get("done") != "no"
    try:
        finish_visit_step(row, by=request.member, is_done=is_done)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        done = _("The step is done.") if is_done else _("The step is open again.")
        messages.success(request, done)
    if request.POST.get("back") == "day":
        return redirect("workplace:day", desk=request.desk.slug)
    return to_employer(request, row.employer)


def _comes_too_late(request: DeskRequest, visit: EmployerVisit) -> bool:
    """Who only opens the page is told at once; what somebody typed stays in the form."""
    is_late = request.method != "POST" and visit.withdrawn_at is not None
    if is_late:
        messages.error(request, str(VisitIsWithdrawn.message))
    return is_late
