"""Counting one month at one desk; runs inside `at_desk`, and only counts leave it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db import transaction

from advice import figures as talks
from apprenticeships import figures as trajectories
from clients import figures as files
from loketten.kit.windows import Window, month_window
from portal.reporting.choices import Table
from portal.reporting.models import MonthCount
from portal.reporting.periods import Period, Span, periods_that_end_with
from vacancies import figures as vacancies


class Count(NamedTuple):
    """One number of one desk, before anybody decided whether it may be shown."""

    span: Span
    table: Table
    key: str
    value: int
    people: int


@transaction.atomic
def store_month(month: date) -> None:
    """Count the month and the periods that end with it, once: the rows say what was known when
    it was fixed, so a second count after that moment would find the same."""
    fixed_at = month_window(month).known_by
    if MonthCount.objects.filter(month=month, counted_at__gte=fixed_at).exists():
        return
    MonthCount.objects.filter(month=month).delete()
    MonthCount.objects.bulk_create(
        MonthCount(month=month, **count._asdict()) for count in counts_of(month)
    )


def counts_of(month: date) -> Iterator[Count]:
    """Everything that is published of the month; nothing for what is 0."""
    for period in periods_that_end_with(month):
        windows = [month_window(first) for first in period.months]
        if period.span is Span.MONTH:
            yield from _of_month(windows[0])
        else:
            yield from _people(period, windows)
        if period.span is Span.YEAR:
            late = talks.late_talks(windows)
            yield from _some(Span.YEAR, Table.LATE, late.key, late.value, late.people)


def _of_month(window: Window) -> Iterator[Count]:
    for what, rows in talks.everything([window]).items():
        for one in rows:
            yield from _some(Span.MONTH, Table(what), *one)
    yield from _some(Span.MONTH, Table.FILES_OPENED, "", *files.files_opened(window))
    asked, heads = talks.contacts(window), talks.heads_in_groups(window)
    yield from _some(Span.MONTH, Table.CONTACTS, "", asked, asked)
    yield from _some(Span.MONTH, Table.GROUPS, "", heads, heads)
    yield from _learning_and_working(window)
    for weeks, people in talks.weeks_waited(window).items():
        yield Count(Span.MONTH, Table.WAITING, f"{weeks:04}", people, people)


def _learning_and_working(window: Window) -> Iterator[Count]:
    first, until = window.start.date(), window.end.date()
    for one in trajectories.steps(first, until, known_by=window.known_by):
        yield from _some(Span.MONTH, Table(one.step), "", one.value, one.people)
    # Nobody stands behind a vacancy; behind one that a desk filled, somebody does.
    new = sum(one.vacancies for one in vacancies.published_by_month(first, until))
    yield from _some(Span.MONTH, Table.PLACES, "", new, 0)
    filled = vacancies.filled(first, until)
    yield from _some(Span.MONTH, Table.FILLED, "", filled, filled)


def _people(period: Period, windows: list[Window]) -> Iterator[Count]:
    """Unique people do not add up over months: each length is counted by itself."""
    yield from _some(period.span, Table.TALKS, *talks.talks(windows))
    for one in talks.talks_by_theme(windows):
        yield from _some(period.span, Table.THEME, *one)


def _some(span: Span, table: Table, key: str, value: int, people: int) -> Iterator[Count]:
    if value:
        yield Count(span, table, key, value, people)
