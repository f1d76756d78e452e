"""Counts of talks at the current desk: numbers only, nobody in them can be named."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, Sum, Value
from django.db.models.functions import TruncMonth
from django.utils import timezone

from advice.models import AdviceSession, Contact, GroupTalk, SessionTheme
from loketten.kit.windows import DUTCH, Window

# What a talk is counted by, and the column that holds it.
COLUMNS = {"channel": "channel_id", "kind": "kind_id", "outcome": "outcome_id"}


class Counted(NamedTuple):
    """How many talks there were, with how many people; `key` is empty for all of them."""

    key: str
    value: int
    people: int


def talks(windows: Sequence[Window]) -> Counted:
    """Talks that stand, and the people who had one: each counts once."""
    row = talks_in(windows).aggregate(**_COUNTS)
    return Counted("", row["value"], row["people"])


def talks_by_theme(windows: Sequence[Window]) -> list[Counted]:
    """A talk with two themes counts for both, so these do not add up to the talks."""
    rows = (
        SessionTheme.objects.filter(session__in=talks_in(windows))
        .values("theme_id")
        .annotate(value=Count("pk"), people=Count("session__file__client", distinct=True))
        .order_by("theme_id")
    )
    return [Counted(row["theme_id"], row["value"], row["people"]) for row in rows]


def everything(windows: Sequence[Window], *, theme: str = "") -> dict[str, list[Counted]]:
    """Talks and people, whole and by theme, channel, kind and outcome, in one query. The empty key
    is for talks without an outcome."""
    found = _about(talks_in(windows), theme)
    parts = [
        found.order_by()
        .values(what=Value(what), code=F(column))
        .annotate(**_COUNTS)
        .values_list("what", "code", "value", "people")
        for what, column in COLUMNS.items()
    ]
    themes = (
        SessionTheme.objects.filter(session__in=found)
        .values(what=Value("theme"), code=F("theme_id"))
        .annotate(value=Count("pk"), people=Count("session__file__client", distinct=True))
        .values_list("what", "code", "value", "people")
    )
    whole = (
        found.order_by()
        .values(what=Value("talks"), code=Value(""))
        .annotate(**_COUNTS)
        .values_list("what", "code", "value", "people")
    )
    counted: dict[str, list[Counted]] = {}
    for what, code, value, people in whole.union(themes, *parts, all=True):
        counted.setdefault(what, []).append(Counted(code or "", value, people))
    return counted


def talks_by_month(window: Window, *, theme: str = "") -> dict[date, int]:
    """For a trend at the desk itself."""
    rows = (
        _about(talks_in([window]), theme)
        .values(month=TruncMonth("held_at", tzinfo=DUTCH))
        .annotate(value=Count("pk"))
        .order_by("month")
    )
    return {row["month"].date(): row["value"] for row in rows}


def contacts(window: Window) -> int:
    """Questions that were answered without a file; nobody knows whether two were one person's."""
    found = Contact.objects.filter(
        _as_known_by(window.known_by),
        held_on__gte=window.start.date(),
        held_on__lt=window.end.date(),
    )
    return int(found.count())


def heads_in_groups(window: Window) -> int:
    """People who sat in a group, as they were counted there; somebody who came twice is two."""
    found = GroupTalk.objects.filter(_held(window) & _as_known_by(window.known_by))
    return int(found.aggregate(heads=Sum("head_count", default=0))["heads"])


def weeks_waited(window: Window) -> dict[int, int]:
    """Whole weeks from the question to the first talk of the file: how many waited how long."""
    firsts = (
        _known(window)
        .filter(held_at__lt=window.end)
        .values("file")
        .annotate(first=Min("held_at"), asked_on=F("file__asked_on"))
        .filter(first__gte=window.start)
        .values_list("first", "asked_on")
    )
    weeks: dict[int, int] = {}
    for first, asked_on in firsts:
        waited = max(0, (timezone.localdate(first) - asked_on).days) // 7
        weeks[waited] = weeks.get(waited, 0) + 1
    return weeks


def first_month() -> date | None:
    """The month of the first talk of this desk."""
    first = AdviceSession.objects.standing().aggregate(first=Min("held_at"))["first"]
    return timezone.localdate(first).replace(day=1) if first else None


def late_talks(windows: Sequence[Window]) -> Counted:
    """Talks of a month that were written down after the month was published."""
    late = Q()
    for window in windows:
        late |= _held(window) & Q(written_at__gte=window.known_by)
    row = AdviceSession.objects.standing().filter(late).aggregate(**_COUNTS)
    return Counted("", row["value"], row["people"])


def clients_behind(window: Window, *, theme: str = "", **codes: str) -> Any:
    """The clients of a figure of this desk, as a subquery of their keys."""
    found = _about(talks_in([window]), theme)
    return found.filter(**{COLUMNS[what]: key or None for what, key in codes.items()}).values(
        "file__client"
    )


def talks_in(windows: Sequence[Window]) -> Any:
    """Talks held in any of the windows, as each was known when it was fixed."""
    held = Q()
    for window in windows:
        held |= _held(window) & _as_known_by(window.known_by)
    return AdviceSession.objects.filter(held)


def _about(found: Any, theme: str) -> Any:
    return found.filter(themes__theme=theme) if theme else found


def _known(window: Window) -> Any:
    return AdviceSession.objects.filter(_as_known_by(window.known_by))


def _held(window: Window) -> Q:
    return Q(held_at__gte=window.start, held_at__lt=window.end)


def _as_known_by(moment: datetime | None) -> Q:
    if moment is None:
        return Q(withdrawn_at__isnull=True)
    stood = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=moment)
    return Q(written_at__lt=moment) & stood


_COUNTS = {"value": Count("pk"), "people": Count("file__client", distinct=True)}
