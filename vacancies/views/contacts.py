"""The people of an employer."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from vacancies.actions.contacts import add_contact, edit_contact
from vacancies.finding import find_contact, find_employer
from vacancies.forms.employer import EditContactForm, NewContactForm
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
        words = {"title": _("New contact"), "save": _("Save the contact")}
        return render(request, CONTACT, {"form": form, "employer": row, **words})
    messages.success(request, _("The contact is added."))
    return to_employer(request, row)


@desk_view(Right.MANAGE_PLACES)
def contact_edit(request: DeskRequest, employer: uuid.UUID, person: int) -> HttpResponse:
    row = find_contact(employer, person)
    initial = EditContactForm.initial_of(row)
    form = EditContactForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {
        "form": form,
        "employer": row.employer,
        "contact": row,
        "title": _("Change the contact"),
        "save": _("Save the contact"),
    }

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
