"""Below an employer: people, visits and recognitions."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from vacancies.actions.contacts import add_contact, edit_contact, finish_visit_step, log_visit
from vacancies.finding import find_contact, find_employer, find_visit
from vacancies.forms.employer import EditContactForm, NewContactForm, VisitForm
from vacancies.views.employers import to_employer
from vacancies.views.saving import is_saved, show_conflict

CONTACT = "vacancies/contact.html"


@desk_view(Right.MANAGE_PLACES)
def contact_new(request: DeskRequest, employer: uuid.UUID) -> HttpResponse:
    row = find_employer(employer)
    form = NewContactForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        key = form.cleaned_data["key"]
        add_contact(row, form.person, by=request.member, key=key, vouched=form.vouched)

    if not is_saved(form, save):
        return render(request, CONTACT, {"form": form, "employer": row})
    messages.success(request, _("The contact is added."))
    return to_employer(request, row)


@desk_view(Right.MANAGE_PLACES)
def contact_edit(request: DeskRequest, employer: uuid.UUID, person: int) -> HttpResponse:
    row = find_contact(employer, person)
    initial = EditContactForm.initial_of(row)
    form = EditContactForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {"form": form, "employer": row.employer, "contact": row}

    def save() -> None:
        version = form.cleaned_data["version"]
        edit_contact(row, form.person, by=request.member, version=version, vouched=form.vouched)

    try:
        if not is_saved(form, save):
            return render(request, CONTACT, context)
    except ChangedMeanwhile as error:
        return show_conflict(request, CONTACT, form, error, context)
    messages.success(request, _("The contact is saved."))
    return to_employer(request, row.employer)


@desk_view(Right.MANAGE_PLACES)
def visit_new(request: DeskRequest, employer: uuid.UUID) -> HttpResponse:
    row = find_employer(employer)
    form = VisitForm(
        request.POST if request.method == "POST" else None,
        employer=row,
        initial={"on": timezone.localdate(), "channel": "channel.company-visit"},
    )

    def save() -> None:
        key = form.cleaned_data["key"]
        log_visit(row, form.visit, by=request.member, key=key, vouched=form.vouched)

    if not is_saved(form, save):
        return render(request, "vacancies/visit.html", {"form": form, "employer": row})
    messages.success(request, _("The visit is written down."))
    return to_employer(request, row)


@desk_view(Right.MANAGE_PLACES)
@require_POST
def visit_done(request: DeskRequest, employer: uuid.UUID, visit: int) -> HttpResponse:
    """`done=no` takes it back; `back=day` returns to the day, else to the employer."""
    row = find_visit(employer, visit)
    is_done = request.POST.get("done") != "no"
    finish_visit_step(row, by=request.member, is_done=is_done)
    messages.success(request, _("The step is done.") if is_done else _("The step is open again."))
    if request.POST.get("back") == "day":
        return redirect("workplace:day", desk=request.desk.slug)
    return to_employer(request, row.employer)
