"""The vacancies of a desk: the list, a new one, a change, and how the public will see it."""

import uuid

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from loketten.ui.paging import page_of
from vacancies.actions.drafts import VacancyIsClosed, edit_vacancy, save_draft
from vacancies.choices import AnswerState, VacancyState
from vacancies.finding import find_vacancy
from vacancies.forms.filters import VacancyFilterForm
from vacancies.forms.vacancy import EditVacancyForm, NewVacancyForm
from vacancies.models import Employer, Vacancy
from vacancies.terms import ENDS_SOON
from vacancies.views.saving import is_saved, show_conflict

EDIT = "vacancies/vacancy_edit.html"


@desk_view(Right.MANAGE_PLACES)
def vacancies(request: DeskRequest) -> HttpResponse:
    """The filters stand in the address, so Back brings them back."""
    today = timezone.localdate()
    form = VacancyFilterForm(request.GET)
    found = form.narrow(Vacancy.objects.newest_first(), today=today)
    waiting = Count("interests", filter=Q(interests__state=AnswerState.NEW))
    related = found.select_related("employer", "owner__user").annotate(waiting=waiting)
    page, remark = page_of(related, request.GET.get("page", "1"))
    context = {
        "form": form,
        "page": page,
        "remark": remark,
        "today": today,
        "soon": today + ENDS_SOON,
        "employer": form.employer,
    }
    return render(request, "vacancies/vacancies.html", context)


@desk_view(Right.MANAGE_PLACES)
def vacancy_new(request: DeskRequest) -> HttpResponse:
    """`werkgever` is the employer; without one it is chosen first."""
    employer = _employer(request.GET.get("werkgever", ""))
    if employer is None:
        active = Employer.objects.active().values_list("public_id", "name", "city")
        return render(request, "vacancies/choose_employer.html", {"employers": active})
    if request.method != "POST":
        form = NewVacancyForm.empty(employer, owner=request.member)
        return _ask(request, employer, form)
    form = NewVacancyForm(request.POST)
    saved: list[Vacancy] = []

    def save() -> None:
        key = form.cleaned_data["key"]
        by, vouched = request.member, form.vouched
        saved.append(save_draft(employer, form.columns, by=by, key=key, vouched=vouched))

    if not is_saved(form, save):
        return _ask(request, employer, form)
    messages.success(request, _("The draft is saved."))
    return to_vacancy(request, saved[0])


@desk_view(Right.MANAGE_PLACES)
def vacancy_edit(request: DeskRequest, vacancy: uuid.UUID) -> HttpResponse:
    row = find_vacancy(vacancy)
    if row.state == VacancyState.CLOSED:
        messages.error(request, str(VacancyIsClosed.message))
        return to_vacancy(request, row)
    initial = EditVacancyForm.initial_of(row)
    form = EditVacancyForm(request.POST if request.method == "POST" else None, initial=initial)
    is_online = row.state == VacancyState.PUBLISHED
    context = {"form": form, "vacancy": row, "employer": row.employer, "is_online": is_online}

    def save() -> None:
        version = form.cleaned_data["version"]
        edit_vacancy(row, form.columns, by=request.member, version=version, vouched=form.vouched)

    try:
        if not is_saved(form, save):
            return render(request, EDIT, context)
    except ChangedMeanwhile as error:
        return show_conflict(request, EDIT, form, error, context)
    done = _("The vacancy is saved. Everybody reads it like this now.")
    messages.success(request, done if is_online else _("The draft is saved."))
    return to_vacancy(request, row)


@desk_view(Right.MANAGE_PLACES)
def preview(request: DeskRequest, vacancy: uuid.UUID) -> HttpResponse:
    """With the words and the parts of the public page."""
    return render(request, "vacancies/preview.html", {"vacancy": find_vacancy(vacancy)})


def to_vacancy(request: DeskRequest, vacancy: Vacancy) -> HttpResponse:
    return redirect("workplace:vacancy", desk=request.desk.slug, vacancy=vacancy.public_id)


def _employer(asked: str) -> Employer | None:
    """One that may have new vacancies."""
    try:
        public_id = uuid.UUID(asked)
    except ValueError:
        return None
    employer: Employer | None = Employer.objects.active().filter(public_id=public_id).first()
    return employer


def _ask(request: DeskRequest, employer: Employer, form: NewVacancyForm) -> HttpResponse:
    context = {"form": form, "employer": employer}
    return render(request, "vacancies/vacancy_new.html", context)
