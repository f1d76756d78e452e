"""Counts of vacancies at the current desk: numbers only, and no person is in them."""

from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from loketten.kit.counts import part
from loketten.kit.windows import Window
from vacancies.choices import ClosedHow
from vacancies.models import Vacancy


def first_online(window: Window) -> Any:
    """A vacancy counts once, when it first went online. Nobody stands behind it."""
    rows = Vacancy.objects.filter(
        first_published_at__gte=window.start, first_published_at__lt=window.end
    )
    return part(rows, "places")


def filled(window: Window) -> Any:
    """For which the desk found somebody. What was never online does not count, and a vacancy that
    is opened again does not count any more."""
    rows = Vacancy.objects.closed().filter(
        first_published_at__isnull=False,
        closed_how=ClosedHow.THROUGH_US,
        closed_on__gte=window.start.date(),
        closed_on__lt=window.end.date(),
    )
    return part(rows, "filled", people=Count("pk"))


def online_now() -> list[Any]:
    """What a visitor can find today: vacancies, and the places they offer."""
    found = Vacancy.objects.online(timezone.localdate())
    return [
        part(found, "online"),
        part(found, "online-places", value=Sum("places", default=0)),
    ]
