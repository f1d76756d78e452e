"""One vacancy: its state, the one next step, who asked about it, and what happened to it."""

import uuid

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.models import Entry
from portal.workplace.log_rows import Rows, read_rows
from vacancies.choices import AnswerState, VacancyState
from vacancies.finding import find_vacancy
from vacancies.models import AdReport, Interest, Listing, Vacancy
from vacancies.readiness import ahead_of


@desk_view(Right.MANAGE_PLACES)
def vacancy(request: DeskRequest, vacancy: uuid.UUID) -> HttpResponse:
    row = find_vacancy(vacancy)
    today = timezone.localdate()
    context = {
        "vacancy": row,
        "employer": row.employer,
        "today": today,
        "slug": _slug(row),
        "ahead": ahead_of(row, today=today),
        "interests": _interests(row),
        "reports": AdReport.objects.filter(vacancy=row, settled_at__isnull=True).count(),
        "history": _history(row).rows,
    }
    return render(request, "workplace/vacancy.html", context)


def _slug(vacancy: Vacancy) -> str:
    """Of its public page; empty when that says nothing of it now."""
    if vacancy.state != VacancyState.PUBLISHED:
        return ""
    here = Listing.objects.filter(desk=vacancy.desk_id, public_id=vacancy.public_id)
    return here.values_list("slug", flat=True).first() or ""


def _interests(vacancy: Vacancy) -> dict[str, int]:
    """How many asked, and how many of them nobody answered yet."""
    new = Count("pk", filter=Q(state=AnswerState.NEW))
    counts: dict[str, int] = Interest.objects.filter(vacancy=vacancy).aggregate(
        total=Count("pk"), new=new
    )
    return counts


def _history(vacancy: Vacancy) -> Rows:
    """The newest rows of the access log about it."""
    about = Entry.objects.filter(object_kind="vacancies.vacancy", object_id=vacancy.pk)
    return read_rows(about, before="")
