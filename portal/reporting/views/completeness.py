"""Which desk is live and how complete its months are; from published numbers alone."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.utils import timezone

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.rights import Right
from loketten.kit.windows import DAYS_TO_WRITE, next_month
from loketten.tenancy.models import Desk, DeskState
from portal.national.frame import page
from portal.reporting.choices import State
from portal.reporting.live import live
from portal.reporting.models import Publication
from portal.reporting.reading import Number, Series

MONTHS = 2
NOT_LIVE = Number(State.NOT_LIVE)


class Row(NamedTuple):
    """One desk; `months` as they were published, the newest first."""

    desk: Desk
    state: DeskState
    this_year: Number
    months: list[Number]

    @property
    def is_silent(self) -> bool:
        return bool(self.months) and self.months[0].state == State.NOT_REPORTED


@national_view(Right.MANAGE_DESKS)
def completeness(request: StaffRequest) -> HttpResponse:
    """The same few queries for any number of desks."""
    today = timezone.localdate()
    months = list(Publication.objects.values_list("month", flat=True)[:MONTHS])
    rows = list(_rows(today, months))
    return page(
        request,
        "reporting/completeness.html",
        rows=rows,
        months=months,
        next_day=_next_publication(today),
        silent=[row for row in rows if row.is_silent],
    )


def _rows(today: date, months: list[date]) -> Iterator[Row]:
    totals = live().totals
    series = Series(months, theme="")
    for desk in Desk.objects.select_related("region").defer("logo").order_by("region__name"):
        code = desk.region_id
        told = [series.of(month, code) or NOT_LIVE for month in months]
        yield Row(desk, desk.state_on(today), _this_year(totals, code), told)


def _this_year(totals: dict[str, int | None], code: str) -> Number:
    if code not in totals:
        return NOT_LIVE
    value = totals[code]
    return Number(State.WITHHELD) if value is None else Number(State.SHOWN, value)


def _next_publication(today: date) -> date:
    """On which the next month is counted."""
    this_month = today.replace(day=1 + DAYS_TO_WRITE)
    if today < this_month:
        return this_month
    return next_month(today.replace(day=1)).replace(day=1 + DAYS_TO_WRITE)
