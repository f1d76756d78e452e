"""A small country that was never talked to: counts of months, as desks would have made them."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from loketten.kit.windows import month_window
from loketten.tenancy.context import at_desk
from portal.reporting.models import MonthCount
from portal.reporting.periods import Span, periods_that_end_with
from tests.cast import Somebody

CODES = {
    "channel": (["channel.phone", "channel.email", "channel.chat"], [9, 3, 1]),
    "kind": (["kind.intake", "kind.advice", "kind.closing"], [5, 6, 1]),
    "outcome": (["", "outcome.advised", "outcome.plan"], [4, 4, 1]),
}
THEMES = ["theme.bbl", "theme.funding", "theme.language", "theme.orientation"]
TREES = ("files-opened", "contacts", "groups", "started", "completed", "stopped", "filled")


class Talk(NamedTuple):
    month: date
    person: int
    codes: dict[str, str]
    themes: list[str]


def invent(desks: dict[str, tuple[Somebody, int]], months: list[date], seed: int) -> None:
    """Each desk with so many talks a month or thereabouts."""
    random = Random(seed)
    for somebody, size in desks.values():
        talks = [talk for month in months for talk in _talks(random, month, size)]
        with at_desk(somebody.desk_id):
            for month in months:
                MonthCount.objects.bulk_create(_counts(random, month, talks, size))


def _talks(random: Random, month: date, size: int) -> list[Talk]:
    people = max(1, size * 2 // 3)
    return [
        Talk(
            month,
            random.randint(0, people),
            {table: random.choices(*mix)[0] for table, mix in CODES.items()},
            random.sample(THEMES, random.randint(0, 2)),
        )
        for _ in range(random.randint(size * 2 // 3, size))
    ]


def _counts(random: Random, month: date, talks: list[Talk], size: int) -> list[MonthCount]:
    rows = []
    for period in periods_that_end_with(month):
        counted = _counted([talk for talk in talks if talk.month in period.months])
        rows += [
            _row(month, period.span, table, key, len(people), len(set(people)))
            for (table, key), people in counted.items()
            if period.span is Span.MONTH or table in {"talks", "theme"}
        ]
    for table in TREES:
        if value := random.randint(0, size // 4):
            rows.append(_row(month, Span.MONTH, table, "", value, max(1, value - 1)))
    return rows


def _counted(talks: list[Talk]) -> dict[tuple[str, str], list[int]]:
    """Per cell, whose talks."""
    counted = defaultdict(list)
    for talk in talks:
        counted["talks", ""].append(talk.person)
        for place in [*talk.codes.items(), *(("theme", theme) for theme in talk.themes)]:
            counted[place].append(talk.person)
    return counted


def _row(month: date, span: Span, table: str, key: str, value: int, people: int) -> Any:
    counted_at = (month_window(month).known_by or month_window(month).end) + timedelta(hours=6)
    return MonthCount(
        month=month,
        span=span,
        table=table,
        key=key,
        value=value,
        people=people,
        counted_at=counted_at,
    )
