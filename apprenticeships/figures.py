"""Counts of trajectories and planks at the current desk: numbers only, nobody can be named."""

from collections import Counter
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Value
from django.utils import timezone

from apprenticeships.bridge import bridge_rows, read_bridge
from apprenticeships.choices import CheckOutcome, EventKind, Plank, PlankState, TrajectoryState
from apprenticeships.models import AftercareCheck, Trajectory, TrajectoryEvent
from clients.models import ClientFile

# Which day puts a trajectory in a month, and which state it must have; a start stays a start.
_STEPS: dict[EventKind, tuple[str, dict[str, Any]]] = {
    EventKind.STARTED: ("started_on", {}),
    EventKind.COMPLETED: ("ended_on", {"state": TrajectoryState.COMPLETED}),
    EventKind.STOPPED: ("ended_on", {"state": TrajectoryState.STOPPED}),
}


class Counted(NamedTuple):
    """How many trajectories took this step, with how many people."""

    step: str
    value: int
    people: int


def steps(first: date, until: date, *, known_by: datetime | None = None) -> list[Counted]:
    """Started, completed and stopped from the first day until the day before `until`, as far as
    somebody had written it down by then; one query."""
    parts = [
        Trajectory.objects.filter(**{f"{day}__gte": first, f"{day}__lt": until}, **only)
        .filter(_written_by(known_by, step))
        .order_by()
        .values(step=Value(step.value))
        .annotate(value=Count("pk"), people=Count("file__client", distinct=True))
        .values_list("step", "value", "people")
        for step, (day, only) in _STEPS.items()
    ]
    head, *rest = parts
    counted = (Counted(*row) for row in head.union(*rest, all=True))
    # Without a column to group by, nothing is a row of 0.
    return sorted(one for one in counted if one.value)


def running_now() -> int:
    """People who learn and work today."""
    started = Trajectory.objects.filter(state=TrajectoryState.STARTED)
    return int(started.aggregate(people=Count("file__client", distinct=True))["people"])


def aftercare_by_outcome(first: date, until: date) -> dict[CheckOutcome | None, int]:
    """Checks that fell due in these days, by what was answered; None was not asked."""
    due = AftercareCheck.objects.filter(due_on__gte=first, due_on__lt=until)
    counted = dict(due.order_by().values_list("outcome").annotate(value=Count("pk")))
    return {outcome: counted.get(outcome or "", 0) for outcome in (*CheckOutcome, None)}


def planks_by_state() -> dict[Plank, dict[PlankState, int]]:
    """Of the open files: how often each plank is there, missing, and so on; one query."""
    today = timezone.localdate()
    counts: dict[Plank, Counter[PlankState]] = {plank: Counter() for plank in Plank}
    files: Any = ClientFile.objects.open().select_related("owner").annotate(bridge=bridge_rows())
    for file in files.iterator(chunk_size=500):
        for plank, laid in read_bridge(file, file.bridge, today=today).items():
            counts[plank][laid.state] += 1
    return {plank: {state: found[state] for state in PlankState} for plank, found in counts.items()}


def _written_by(moment: datetime | None, step: EventKind) -> Q:
    if moment is None:
        return Q()
    told = TrajectoryEvent.objects.filter(trajectory=OuterRef("pk"), kind=step, at__lt=moment)
    return Q(Exists(told))
