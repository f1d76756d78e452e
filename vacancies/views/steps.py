"""The steps of a vacancy: online, still free, closed, back to a draft."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.kit.errors import DomainError
from vacancies.actions.publish import (
    close_vacancy,
    publish_vacancy,
    refresh_vacancy,
    reopen_vacancy,
)
from vacancies.choices import ClosedHow
from vacancies.finding import find_vacancy
from vacancies.forms.vacancy import CloseForm
from vacancies.models import Vacancy
from vacancies.views.vacancies import to_vacancy


@desk_view(Right.MANAGE_PLACES)
@require_POST
def publish(request: DeskRequest, vacancy: uuid.UUID) -> HttpResponse:
    """What stands in the way is said on the vacancy, with the way round it."""
    version = request.POST.get("version", "")
    # More figures than a version has are a version that nobody ever saw.
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    done = _("The vacancy is online. Everybody can read it now.")
    return _step(
        request, vacancy, lambda row: publish_vacancy(row, by=request.member, version=seen), done
    )


@desk_view(Right.MANAGE_PLACES)
@require_POST
def refresh(request: DeskRequest, vacancy: uuid.UUID) -> HttpResponse:
    done = _("Thank you. Visitors see that the place is still free.")
    return _step(request, vacancy, lambda row: refresh_vacancy(row, by=request.member), done)


@desk_view(Right.MANAGE_PLACES)
def close(request: DeskRequest, vacancy: uuid.UUID) -> HttpResponse:
    row = find_vacancy(vacancy)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "vacancies/close.html", {"form": form, "vacancy": row})
    close_vacancy(row, by=request.member, how=ClosedHow(form.cleaned_data["how"]))
    messages.success(request, _("The vacancy is closed."))
    return to_vacancy(request, row)


@desk_view(Right.MANAGE_PLACES)
@require_POST
def reopen(request: DeskRequest, vacancy: uuid.UUID) -> HttpResponse:
    done = _("The vacancy is a draft again. Look at it before you publish it.")
    return _step(request, vacancy, lambda row: reopen_vacancy(row, by=request.member), done)


def _step(
    request: DeskRequest, vacancy: uuid.UUID, action: Callable[[Vacancy], Any], done: str
) -> HttpResponse:
    row = find_vacancy(vacancy)
    try:
        action(row)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return to_vacancy(request, row)
