"""Writing down a recognition, and coming back to the vacancy that needed it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from vacancies.actions.recognitions import add_recognition, edit_recognition
from vacancies.finding import find_employer, find_recognition
from vacancies.forms.recognition import EditRecognitionForm, RecognitionForm
from vacancies.models import Employer, Vacancy
from vacancies.views.employers import to_employer
from vacancies.views.saving import is_saved, show_conflict

TEMPLATE = "vacancies/recognition.html"


@desk_view(Right.MANAGE_PLACES)
def recognition_new(request: DeskRequest, employer: uuid.UUID) -> HttpResponse:
    """`voor` is the vacancy that needs it: its qualification is chosen already."""
    row = find_employer(employer)
    vacancy = _vacancy(request, row)
    initial = {"qualification": vacancy.qualification_id if vacancy else None}
    form = RecognitionForm(request.POST if request.method == "POST" else None, initial=initial)

    def save() -> None:
        add_recognition(row, form.terms, by=request.member, vouched=form.vouched)

    if not is_saved(form, save):
        context = {
            "form": form,
            "employer": row,
            "vacancy": vacancy,
            "title": _("New recognition"),
            "save": _("Save the recognition"),
        }
        return render(request, TEMPLATE, context)
    return _back(request, row, vacancy)


@desk_view(Right.MANAGE_PLACES)
def recognition_edit(request: DeskRequest, employer: uuid.UUID, recognition: int) -> HttpResponse:
    row = find_recognition(employer, recognition)
    vacancy = _vacancy(request, row.employer)
    initial = EditRecognitionForm.initial_of(row)
    form = EditRecognitionForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {
        "form": form,
        "employer": row.employer,
        "vacancy": vacancy,
        "title": _("Change the recognition"),
        "save": _("Save the recognition"),
    }

    def save() -> None:
        version = form.cleaned_data["version"]
        edit_recognition(row, form.terms, by=request.member, version=version, vouched=form.vouched)

    try:
        if not is_saved(form, save):
            return render(request, TEMPLATE, context)
    except ChangedMeanwhile as error:
        return show_conflict(request, TEMPLATE, form, error, context)
    return _back(request, row.employer, vacancy)


def _vacancy(request: DeskRequest, employer: Employer) -> Vacancy | None:
    """Of this employer, or none."""
    try:
        wanted = uuid.UUID(request.GET.get("voor", ""))
    except ValueError:
        return None
    vacancy: Vacancy | None = employer.vacancies.filter(public_id=wanted).first()
    return vacancy


def _back(request: DeskRequest, employer: Employer, vacancy: Vacancy | None) -> HttpResponse:
    messages.success(request, _("The recognition is saved."))
    if vacancy is None:
        return to_employer(request, employer)
    return redirect("workplace:vacancy", desk=request.desk.slug, vacancy=vacancy.public_id)
