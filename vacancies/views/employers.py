"""The employers of a desk: the list, a new one, a change, and the archive."""

import uuid
from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.changes import ChangedMeanwhile
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from loketten.ui.paging import page_of
from vacancies.actions.employers import (
    KvkIsTaken,
    LooksLikeEmployer,
    add_employer,
    archive_employer,
    edit_employer,
    restore_employer,
)
from vacancies.finding import find_employer
from vacancies.forms.employer import EditEmployerForm, NewEmployerForm
from vacancies.forms.filters import EmployerFilterForm
from vacancies.models import Employer
from vacancies.views.saving import is_saved, show_conflict

EDIT = "vacancies/employer_edit.html"


@desk_view(Right.MANAGE_PLACES)
def employers(request: DeskRequest) -> HttpResponse:
    """The filters stand in the address, so Back brings them back."""
    today = timezone.localdate()
    form = EmployerFilterForm(request.GET)
    found = form.narrow(Employer.objects.all(), today=today).select_related("sector")
    page, remark = page_of(found.with_figures(today), request.GET.get("page", "1"))
    context = {"form": form, "page": page, "remark": remark, "today": today}
    return render(request, "vacancies/employers.html", context)


@desk_view(Right.MANAGE_PLACES)
def employer_new(request: DeskRequest) -> HttpResponse:
    """`q` is the search that found nothing: it need not be typed again."""
    if request.method != "POST":
        name = request.GET.get("q", "").replace("\x00", "")
        return _ask(request, NewEmployerForm(initial={"name": name}))
    form = NewEmployerForm(request.POST)
    known: list[Employer] = []
    added: list[Employer] = []

    def save() -> None:
        said = {name: form.cleaned_data[name] for name in ("key", "is_another")}
        try:
            employer = add_employer(form.company, by=request.member, vouched=form.vouched, **said)
        except (LooksLikeEmployer, KvkIsTaken) as error:
            known.extend(error.employers)
            raise
        added.append(employer)

    if not is_saved(form, save):
        return _ask(request, form, known)
    messages.success(request, _("The employer is added."))
    return to_employer(request, added[0])


@desk_view(Right.MANAGE_PLACES)
def employer_edit(request: DeskRequest, employer: uuid.UUID) -> HttpResponse:
    row = find_employer(employer)
    initial = EditEmployerForm.initial_of(row)
    form = EditEmployerForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {"form": form, "employer": row}

    def save() -> None:
        version = form.cleaned_data["version"]
        edit_employer(row, form.company, by=request.member, version=version, vouched=form.vouched)

    try:
        if not is_saved(form, save):
            return render(request, EDIT, context)
    except ChangedMeanwhile as error:
        return show_conflict(request, EDIT, form, error, context)
    messages.success(request, _("The employer is saved."))
    return to_employer(request, row)


@desk_view(Right.MANAGE_PLACES)
@require_POST
def employer_archive(request: DeskRequest, employer: uuid.UUID) -> HttpResponse:
    """`back=yes` takes it out of the archive again."""
    row = find_employer(employer)
    is_back = request.POST.get("back") == "yes"
    try:
        (restore_employer if is_back else archive_employer)(row, by=request.member)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        done = _("The employer is out of the archive.") if is_back else _("It is in the archive.")
        messages.success(request, done)
    return to_employer(request, row)


def to_employer(request: DeskRequest, employer: Employer) -> HttpResponse:
    return redirect("workplace:employer", desk=request.desk.slug, employer=employer.public_id)


def _ask(
    request: DeskRequest, form: NewEmployerForm, lookalikes: Collection[Employer] = ()
) -> HttpResponse:
    asks_which = "is_another" in form.errors or bool(form["is_another"].value())
    context: dict[str, Any] = {"form": form, "lookalikes": lookalikes, "asks_which": asks_which}
    return render(request, "vacancies/employer_new.html", context)
