"""Counts of trajectories and planks at the current desk: numbers only, nobody can be named."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, F, Value
from django.db.models.functions import TruncMonth
from django.utils import timezone

from apprenticeships.bridge import bridge_rows, read_bridge
from apprenticeships.choices import Plank, PlankState, TrajectoryState
from apprenticeships.models import AftercareCheck, Trajectory
from clients.models import ClientFile

# Which day puts a trajectory in a month, and which state it must have; a start stays a start.
_STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "started": ("started_on", {}),
    "completed": ("ended_on", {"state": TrajectoryState.COMPLETED}),
    "stopped": ("ended_on", {"state": TrajectoryState.STOPPED}),
}


class Counted(NamedTuple):
    """How many trajectories took this step in this month on this route, with how many people."""

    month: date
    step: str
    route: str
    value: int
    people: int


def steps_by_month(first: date, until: date) -> list[Counted]:
    """Started, completed and stopped from the first day until the day before `until`; one query.
    Routes add up: a trajectory has one."""
    parts = [
        Trajectory.objects.filter(**{f"{day}__gte": first, f"{day}__lt": until}, **only)
        .order_by()
        .values(month=TruncMonth(day), step=Value(step), code=F("route"))
        .annotate(value=Count("pk"), people=Count("file__client", distinct=True))
        .values_list("month", "step", "code", "value", "people")
        for step, (day, only) in _STEPS.items()
    ]
    head, *rest = parts
    return sorted(Counted(*row) for row in head.union(*rest, all=True))


def running_now() -> int:
    """People who learn and work today."""
    started = Trajectory.objects.filter(state=TrajectoryState.STARTED)
    return int(started.aggregate(people=Count("file__client", distinct=True))["people"])


def aftercare_by_outcome(first: date, until: date) -> dict[str, int]:
    """Checks that fell due in these days, by what was answered; the empty key was not asked."""
    due = AftercareCheck.objects.filter(due_on__gte=first, due_on__lt=until)
    counted = due.order_by().values_list("outcome").annotate(value=Count("pk"))
    return dict(counted)


def planks_by_state() -> dict[Plank, dict[PlankState, int]]:
    """Of the open files: how often each plank is there, missing, and so on; one query."""
    today = timezone.localdate()
    counts: dict[Plank, Counter[PlankState]] = {plank: Counter() for plank in Plank}
    files: Any = ClientFile.objects.open().select_related("owner").annotate(bridge=bridge_rows())
    for file in files.iterator(chunk_size=500):
        for plank, laid in read_bridge(file, file.bridge, today=today).items():
            counts[plank][laid.state] += 1
    return {plank: {state: found[state] for state in PlankState} for plank, found in counts.items()}
