"""Counts of trajectories and planks at the current desk: numbers only, nobody can be named."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from apprenticeships.bridge import bridge_rows, read_bridge
from apprenticeships.choices import CheckOutcome, EventKind, Plank, PlankState, TrajectoryState
from apprenticeships.models import AftercareCheck, Trajectory, TrajectoryEvent
from clients.models import ClientFile
from loketten.kit.counts import part
from loketten.kit.windows import Window

# Which day puts a trajectory in a month, and which state it must have; a start stays a start.
_STEPS: dict[EventKind, tuple[str, dict[str, Any]]] = {
    EventKind.STARTED: ("started_on", {}),
    EventKind.COMPLETED: ("ended_on", {"state": TrajectoryState.COMPLETED}),
    EventKind.STOPPED: ("ended_on", {"state": TrajectoryState.STOPPED}),
}


def steps(window: Window) -> list[Any]:
    """Started, completed and stopped, as far as somebody had written it down by then."""
    first, until = window.start.date(), window.end.date()
    people = Count("file__client", distinct=True)
    return [
        part(
            Trajectory.objects.filter(
                _written_by(window.known_by, step),
                **{f"{day}__gte": first, f"{day}__lt": until},
                **only,
            ),
            step.value,
            people=people,
        )
        for step, (day, only) in _STEPS.items()
    ]


def running_now() -> Any:
    """People who learn and work today."""
    people = Count("file__client", distinct=True)
    started = Trajectory.objects.filter(state=TrajectoryState.STARTED)
    return part(started, "running", value=people, people=people)


def aftercare_by_outcome(window: Window) -> Any:
    """Checks that fell due, by what was answered; the empty key was not asked."""
    due = AftercareCheck.objects.filter(
        due_on__gte=window.start.date(), due_on__lt=window.end.date()
    )
    return part(due, "aftercare", key=F("outcome"))


def aftercare_answers() -> list[tuple[str, str]]:
    """The keys of the part above in words, but for the empty one."""
    return [(value, str(label)) for value, label in CheckOutcome.choices]


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
