"""Counting one month at one desk; runs inside `at_desk`, and only counts leave it."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from advice import figures as talks
from apprenticeships import figures as trajectories
from clients import figures as files
from loketten.kit.counts import read_counts
from loketten.kit.windows import Window, month_window
from portal.reporting.choices import Table
from portal.reporting.models import MonthCount
from portal.reporting.periods import Span, periods_that_end_with
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
            parts = _of_month(windows[0])
        else:
            # Unique people do not add up over months: each length is counted by itself.
            parts = [talks.talks(windows), talks.talks_by_theme(windows)]
        if period.span is Span.YEAR:
            parts.append(talks.late_talks(windows))
        for one in read_counts(parts):
            yield Count(period.span, Table(one.what), one.key, one.value, one.people)


def _of_month(window: Window) -> list[Any]:
    return [
        *talks.talks_by_everything([window]),
        files.files_opened(window),
        talks.contacts(window),
        talks.heads_in_groups(window),
        talks.weeks_waited(window),
        *trajectories.steps(window),
        vacancies.first_online(window),
        vacancies.filled(window),
    ]
