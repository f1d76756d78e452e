"""One employer: who works there, what was said, what it is recognised for, and its places."""

import uuid

from django.db.models import Case, Prefetch, Value, When
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from vacancies.choices import VacancyState
from vacancies.finding import find_employer
from vacancies.models import EarlierVisitText, Employer
from vacancies.terms import RECOGNITION_ENDS_SOON

SHOWN_VISITS = 20
SHOWN_VACANCIES = 10
# What asks for attention stands first.
_STATE_ORDER = Case(
    When(state=VacancyState.PUBLISHED, then=Value(1)),
    When(state=VacancyState.DRAFT, then=Value(2)),
    default=Value(3),
)


@desk_view(Right.MANAGE_PLACES)
def employer(request: DeskRequest, employer: uuid.UUID) -> HttpResponse:
    """`visits=all` shows the whole history."""
    row = find_employer(employer)
    today = timezone.localdate()
    visits = _visits(row, is_all=request.GET.get("visits") == "all")
    context = {
        "employer": row,
        "today": today,
        "soon": today + RECOGNITION_ENDS_SOON,
        "contacts": list(row.contacts.all()),
        "may_withdraw": request.member.may(Right.MANAGE_TEAM),
        "visits": visits[:SHOWN_VISITS] if request.GET.get("visits") != "all" else visits,
        "has_older_visits": request.GET.get("visits") != "all" and len(visits) > SHOWN_VISITS,
        "recognitions": list(row.recognitions.select_related("qualification")),
        "vacancies": list(row.vacancies.order_by(_STATE_ORDER, "-made_at")[:SHOWN_VACANCIES]),
    }
    return render(request, "workplace/employer.html", context)


def _visits(employer: Employer, *, is_all: bool) -> list[object]:
    """One more than is shown, to know whether there are older ones."""
    related = ("by__user", "contact", "channel", "withdrawn_by__user")
    earlier = EarlierVisitText.objects.select_related("replaced_by__user")
    visits = employer.visits.select_related(*related).prefetch_related(
        Prefetch("earlier_texts", earlier)
    )
    return list(visits if is_all else visits[: SHOWN_VISITS + 1])
