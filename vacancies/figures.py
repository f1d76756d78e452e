"""Counts of vacancies at the current desk: numbers only, and no person is in them."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from vacancies.choices import ClosedHow
from vacancies.models import Vacancy


class Counted(NamedTuple):
    """In this month, under this code: so many vacancies with so many places."""

    month: date
    code: str
    vacancies: int
    places: int


class Online(NamedTuple):
    vacancies: int
    places: int


def published_by_month(first: date, until: date) -> list[Counted]:
    """By learning route, from the first day until the day before `until`; one query. A vacancy
    counts once, in the month in which it first went online."""
    rows = Vacancy.objects.filter(
        first_published_at__gte=_midnight(first), first_published_at__lt=_midnight(until)
    )
    return _counted(rows, "first_published_at", "route")


def closed_by_month(first: date, until: date) -> list[Counted]:
    """By how they closed (`ClosedHow`); what was never online does not count. A vacancy that is
    opened again leaves the month in which it was closed."""
    rows = Vacancy.objects.closed().filter(
        first_published_at__isnull=False, closed_on__gte=first, closed_on__lt=until
    )
    return _counted(rows, "closed_on", "closed_how")


def filled(first: date, until: date) -> int:
    """Vacancies for which a desk found somebody."""
    closed = closed_by_month(first, until)
    return sum(one.vacancies for one in closed if one.code == ClosedHow.THROUGH_US)


def online_now() -> Online:
    """What a visitor can find today."""
    found = Vacancy.objects.online(timezone.localdate())
    return Online(**found.aggregate(vacancies=Count("pk"), places=Sum("places", default=0)))


def _counted(rows: Any, day: str, code: str) -> list[Counted]:
    found: Iterable[tuple[Any, str, int, int]] = (
        rows.order_by()
        .values(month=TruncMonth(day), code=F(code))
        .annotate(vacancies=Count("pk"), places_offered=Sum("places"))
        .values_list("month", "code", "vacancies", "places_offered")
    )
    return sorted(
        Counted(_day_of(month), key, vacancies, places) for month, key, vacancies, places in found
    )


def _day_of(month: date | datetime) -> date:
    return month.date() if isinstance(month, datetime) else month


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
