"""Counts of talks at the current desk: numbers only, nobody in them can be named."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Min,
    OuterRef,
    Q,
    Sum,
    Value,
)
from django.db.models.functions import Cast, LPad, TruncDate, TruncMonth
from django.utils import timezone

from advice.models import AdviceSession, Contact, GroupTalk
from loketten.kit.counts import part
from loketten.kit.windows import DUTCH, Window

# What a talk is counted by, and the column that holds it.
COLUMNS = {"channel": "channel_id", "kind": "kind_id", "outcome": "outcome_id"}
_PEOPLE = Count("file__client", distinct=True)


def talks(windows: Sequence[Window], *, theme: str = "") -> Any:
    """Talks that stand, and the people who had one: each counts once."""
    return part(_about(talks_in(windows), theme), "talks", people=_PEOPLE)


def talks_by_theme(windows: Sequence[Window], *, theme: str = "") -> Any:
    """A talk with two themes counts for both, so these do not add up to the talks."""
    found = talks_in(windows)
    if theme:
        # The other themes of those talks count too.
        found = AdviceSession.objects.filter(pk__in=_about(found, theme))
    return part(
        found.filter(themes__isnull=False),
        "theme",
        key=F("themes__theme_id"),
        value=Count("themes"),
        people=_PEOPLE,
    )


def talks_by_everything(windows: Sequence[Window], *, theme: str = "") -> list[Any]:
    """Whole, and by theme, channel, kind and outcome. The empty key is for talks without an
    outcome."""
    found = _about(talks_in(windows), theme)
    return [
        talks(windows, theme=theme),
        talks_by_theme(windows, theme=theme),
        *(part(found, what, key=F(column), people=_PEOPLE) for what, column in COLUMNS.items()),
    ]


def talks_by_month(window: Window, *, theme: str = "") -> Any:
    """For a trend at the desk itself; the key is the first day."""
    first = Cast(TruncMonth("held_at", tzinfo=DUTCH), DateField())
    return part(_about(talks_in([window]), theme), "month", key=Cast(first, CharField()))


def contacts(window: Window) -> Any:
    """Questions that were answered without a file; nobody knows whether two were one person's."""
    found = Contact.objects.filter(
        _as_known_by(window.known_by),
        held_on__gte=window.start.date(),
        held_on__lt=window.end.date(),
    )
    return part(found, "contacts", people=Count("pk"))


def heads_in_groups(window: Window) -> Any:
    """People who sat in a group, as they were counted there; somebody who came twice is two."""
    found = GroupTalk.objects.filter(_held(window) & _as_known_by(window.known_by))
    heads = Sum("head_count", default=0)
    return part(found, "groups", value=heads, people=heads)


def weeks_waited(window: Window) -> Any:
    """From the question to the first talk of the file: the key is the whole weeks, in four
    figures. A row for each file, which `read_counts` adds up."""
    known = AdviceSession.objects.filter(_as_known_by(window.known_by))
    earlier = known.filter(file=OuterRef("file"), held_at__lt=window.start)
    firsts = (
        # Only what lies in the window is read, and a look for each file in its past.
        known.filter(_held(window), ~Exists(earlier))
        .order_by()
        .values("file", asked_on=F("file__asked_on"))
        .annotate(first=Min("held_at"))
    )
    weeks = Func(
        TruncDate("first", tzinfo=DUTCH),
        F("asked_on"),
        template="GREATEST(0, %(expressions)s) / 7",
        arg_joiner=" - ",
        output_field=IntegerField(),
    )
    return firsts.annotate(
        what=Value("waiting"),
        weeks=LPad(Cast(weeks, CharField()), 4, Value("0")),
        value=Value(1),
        people=Value(1),
        words=Value(""),
    ).values_list("what", "weeks", "value", "people", "words")


def late_talks(windows: Sequence[Window]) -> Any:
    """Talks of a month that were written down after the month was published."""
    late = Q()
    for window in windows:
        late |= _held(window) & Q(written_at__gte=window.known_by)
    return part(AdviceSession.objects.standing().filter(late), "late", people=_PEOPLE)


def first_month() -> date | None:
    """The month of the first talk of this desk."""
    first = AdviceSession.objects.standing().aggregate(first=Min("held_at"))["first"]
    return timezone.localdate(first).replace(day=1) if first else None


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


def _held(window: Window) -> Q:
    return Q(held_at__gte=window.start, held_at__lt=window.end)


def _as_known_by(moment: datetime | None) -> Q:
    if moment is None:
        return Q(withdrawn_at__isnull=True)
    stood = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=moment)
    return Q(written_at__lt=moment) & stood
