"""What stands in the timeline of a file beside its talks: several tables, read in one query."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce

from advice.models import GroupTalk, MovedTalk, NextStep
from clients.models import ClientFile, FileEvent
from loketten.tenancy.composed import Asked, composed


class Source(StrEnum):
    """Where a row comes from; the timeline draws each in its own words."""

    EVENT = "event"
    MOVED = "moved"
    GROUP = "group"
    WITHDRAWN_GROUP = "withdrawn-group"
    STEP = "step"


@dataclass(frozen=True)
class Happening:
    """One row; what its source does not have is empty. `name` is who did it, and `moment` is when
    the talk was that it is about."""

    source: Source
    at: datetime
    name: str
    other: str
    kind: str
    key: str
    second_key: str
    title: str
    text: str
    moment: datetime
    number: int


# The columns of the union between `name` and `number`, for sources that have none of them.
_EMPTY: dict[str, Any] = {
    name: Value("", CharField()) for name in ("other", "kind", "key", "second_key", "title", "text")
}


def read_happenings(
    file: ClientFile,
    *,
    above: datetime | None,
    below: datetime | None,
    sources: Collection[Source] = tuple(Source),
) -> Iterator[Happening]:
    """What happened before `above`, back to `below` (included); in no order."""
    asked = _union(tuple(sources), has_above=above is not None, has_below=below is not None)
    for source, *columns in asked.rows(file=file.pk, above=above, below=below):
        yield Happening(Source(source), *columns)


@cache
def _union(sources: tuple[Source, ...], *, has_above: bool, has_below: bool) -> composed:
    def rows_of(source: Source) -> Any:
        rows, at, columns = _READ[source](Asked("file"))
        if has_above:
            rows = rows.filter(**{f"{at}__lt": Asked("above")})
        if has_below:
            rows = rows.filter(**{f"{at}__gte": Asked("below")})
        return _as_union(rows.order_by(), source, at, columns)

    first, *others = sources
    return composed(lambda: rows_of(first).union(*map(rows_of, others), all=True))


def _as_union(rows: Any, source: Source, at: str, columns: dict[str, Any]) -> Any:
    whole = {**_EMPTY, "moment": F(at), "number": Value(0), **columns}
    name, rest = whole.pop("name"), [whole[key] for key in (*_EMPTY, "moment", "number")]
    return rows.values_list(Value(source.value, CharField()), F(at), F(name), *rest)


def _events(file: Asked) -> tuple[Any, str, dict[str, Any]]:
    columns = {
        "name": "by__user__name",
        "other": Coalesce("to__user__name", Value("")),
        "kind": F("kind"),
        "key": Coalesce("outcome_id", Value("")),
        "second_key": Coalesce("reason_id", Value("")),
    }
    return FileEvent.objects.filter(file=file), "at", columns


def _moves(file: Asked) -> tuple[Any, str, dict[str, Any]]:
    columns = {
        "name": "by__user__name",
        "text": F("because"),
        "moment": F("session__held_at"),
    }
    return MovedTalk.objects.filter(from_file=file), "at", columns


def _groups(file: Asked) -> tuple[Any, str, dict[str, Any]]:
    columns = {
        "name": "counselor__user__name",
        "other": Cast("public_id", CharField()),
        "kind": F("kind"),
        "key": F("theme_id"),
        "title": F("title"),
        "text": F("summary"),
        "number": F("head_count"),
    }
    return GroupTalk.objects.standing().filter(participants__file=file), "held_at", columns


def _withdrawn_groups(file: Asked) -> tuple[Any, str, dict[str, Any]]:
    columns = {"name": "withdrawn_by__user__name", "text": F("withdrawn_because")}
    rows = GroupTalk.objects.filter(participants__file=file, withdrawn_at__isnull=False)
    return rows, "held_at", columns


def _steps(file: Asked) -> tuple[Any, str, dict[str, Any]]:
    """Those of a talk stand below their talk."""
    columns = {"name": "owner__user__name", "text": F("what")}
    return NextStep.objects.filter(file=file, session__isnull=True), "made_at", columns


_READ = {
    Source.EVENT: _events,
    Source.MOVED: _moves,
    Source.GROUP: _groups,
    Source.WITHDRAWN_GROUP: _withdrawn_groups,
    Source.STEP: _steps,
}
