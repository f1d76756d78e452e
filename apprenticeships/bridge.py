"""How far the bridge of a file is: what is recorded of each plank, and what a counselor says.

Everything comes as one JSON column beside the file, so that the page of a file needs no query more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from advice.models import AdviceSession, GroupParticipant
from apprenticeships.choices import Plank, PlankState
from apprenticeships.models import (
    AftercareCheck,
    FundingLine,
    Introduction,
    JobPromise,
    PlankMark,
    Trajectory,
    TrajectoryEvent,
    WorkExperience,
)
from apprenticeships.querysets import PLACED
from clients.models import ClientFile

Row = dict[str, Any]
Rows = dict[str, Any]


@dataclass(frozen=True)
class LaidPlank:
    """`records` are what lays it, the newest first; `mark` is what a counselor says."""

    plank: Plank
    state: PlankState
    records: list[Row]
    mark: Row | None = None

    @property
    def is_said(self) -> bool:
        """The state is the word of a counselor, not of a record."""
        return self.mark is not None and self.state == self.mark["says"]


class Bridge(dict[Plank, LaidPlank]):
    """All eight planks in their order."""

    def in_state(self, *states: PlankState) -> list[Plank]:
        return [laid.plank for laid in self.values() if laid.state in states]


def bridge_rows() -> JSONObject:
    """Annotate files with it; `read_bridge` understands what comes back."""
    return JSONObject(
        talks=Coalesce(_talks(), 0) + Coalesce(_groups(), 0),
        experience=_list(
            WorkExperience, from_on="from_on", result="result", employer="employer__name"
        ),
        matching=_list(
            Introduction, employer="employer__name", title="vacancy__title", result="result"
        ),
        security=_list(JobPromise, employer="employer__name", on="promised_on"),
        funding=_list(FundingLine, scheme="scheme", state="state"),
        placement=_list(
            Trajectory, state="state", employer="employer__name", on="started_on", end="ended_on"
        ),
        aftercare=_checks(),
        marks=_list(
            PlankMark,
            only={"lifted_at__isnull": True},
            plank="plank",
            says="says",
            reason="reason",
            by="by__user__name",
            at="at",
        ),
        events=_events(),
    )


def read_bridge(file: ClientFile, rows: Rows, *, today: date) -> Bridge:
    """`file` with its owner; `rows` as `bridge_rows` gave them."""
    marks = {Plank(mark["plank"]): mark for mark in rows["marks"]}
    bridge = Bridge()
    for plank in Plank:
        records = rows.get(plank, [])
        recorded = _READINGS[plank](file, rows, today)
        mark = marks.get(plank)
        is_there = recorded is PlankState.THERE
        state = recorded if is_there or mark is None else PlankState(mark["says"])
        bridge[plank] = LaidPlank(plank, state, records, mark)
    return bridge


def bridge_of(file: ClientFile) -> Bridge:
    """Of one file, as it stands now."""
    found: Any = ClientFile.objects.filter(pk=file.pk).select_related("owner__user")
    fresh = found.annotate(bridge=bridge_rows()).get()
    return read_bridge(fresh, fresh.bridge, today=timezone.localdate())


def _list(model: Any, *, only: dict[str, Any] | None = None, **columns: str) -> ArraySubquery:
    rows = model.objects.filter(file=OuterRef("pk"), **(only or {}))
    named = {name: F(path) for name, path in columns.items()}
    return ArraySubquery(rows.values_list(JSONObject(id="public_id", **named)))


def _talks() -> Subquery:
    talks = AdviceSession.objects.standing().filter(file=OuterRef("pk")).order_by()
    return Subquery(talks.values("file").annotate(number=Count("pk")).values("number"))


def _groups() -> Subquery:
    """In which the client took part by name."""
    part = GroupParticipant.objects.filter(file=OuterRef("pk"), group__withdrawn_at__isnull=True)
    by_file = part.order_by().values("file")
    return Subquery(by_file.annotate(number=Count("pk")).values("number"))


def _checks() -> ArraySubquery:
    """Of those who were placed; the first day comes first."""
    checks = AftercareCheck.objects.filter(
        trajectory__file=OuterRef("pk"), trajectory__state__in=PLACED
    )
    return ArraySubquery(
        checks.order_by("due_on", "pk").values_list(
            JSONObject(
                trajectory="trajectory__public_id",
                moment="moment",
                due_on="due_on",
                outcome="outcome",
            )
        )
    )


def _events() -> ArraySubquery:
    events = TrajectoryEvent.objects.filter(trajectory__file=OuterRef("pk"))
    return ArraySubquery(
        events.values_list(
            JSONObject(
                at="at",
                kind="kind",
                by="by__user__name",
                trajectory="trajectory__public_id",
                employer="trajectory__employer__name",
                reason="trajectory__stop_reason",
                moment="check_done__moment",
                outcome="check_done__outcome",
            )
        )
    )


def _coordination(file: ClientFile, rows: Rows, today: date) -> PlankState:
    works_here = file.owner.is_active_on(today)
    return PlankState.THERE if works_here else PlankState.UNDER_WAY


def _coaching(file: ClientFile, rows: Rows, today: date) -> PlankState:
    return PlankState.THERE if rows["talks"] else PlankState.NOT_RECORDED


def _security(file: ClientFile, rows: Rows, today: date) -> PlankState:
    return PlankState.THERE if rows["security"] else PlankState.NOT_RECORDED


def _aftercare(file: ClientFile, rows: Rows, today: date) -> PlankState:
    done = [check for check in rows["aftercare"] if check["outcome"]]
    if not done:
        return PlankState.NOT_RECORDED
    return PlankState.THERE if len(done) == len(rows["aftercare"]) else PlankState.UNDER_WAY


def _by_outcome(
    name: str, column: str, *, there: set[str], open_: set[str], otherwise: PlankState
) -> Callable[[ClientFile, Rows, date], PlankState]:
    """There when one record ended well, under way while one is open."""

    def reading(file: ClientFile, rows: Rows, today: date) -> PlankState:
        outcomes = {row[column] for row in rows[name]}
        if outcomes & there:
            return PlankState.THERE
        if outcomes & open_:
            return PlankState.UNDER_WAY
        return otherwise if outcomes else PlankState.NOT_RECORDED

    return reading


_READINGS: dict[Plank, Callable[[ClientFile, Rows, date], PlankState]] = {
    Plank.COORDINATION: _coordination,
    Plank.COACHING: _coaching,
    # Days that did not fit taught something too; days that were not held did not.
    Plank.EXPERIENCE: _by_outcome(
        "experience",
        "result",
        there={"fits", "no-fit"},
        open_={""},
        otherwise=PlankState.NOT_RECORDED,
    ),
    Plank.MATCHING: _by_outcome(
        "matching", "result", there={"accepted"}, open_={""}, otherwise=PlankState.MISSING
    ),
    Plank.SECURITY: _security,
    Plank.FUNDING: _by_outcome(
        "funding", "state", there={"granted"}, open_={"asked"}, otherwise=PlankState.MISSING
    ),
    Plank.PLACEMENT: _by_outcome(
        "placement",
        "state",
        there={"started", "completed"},
        open_={"intention", "agreed"},
        otherwise=PlankState.MISSING,
    ),
    Plank.AFTERCARE: _aftercare,
}
