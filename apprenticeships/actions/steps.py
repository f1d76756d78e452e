"""From intention to the end: one verb a step."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.rules import check_happened, lift_marks, remember
from apprenticeships.choices import (
    Document,
    EventKind,
    Moment,
    Plank,
    StopReason,
    TrajectoryState,
)
from apprenticeships.models import AftercareCheck, Trajectory
from apprenticeships.moments import due_on
from clients.trail import note_in_file
from loketten.accounts.changes import ChangedMeanwhile, locked, save_changes
from loketten.accounts.models import Membership
from loketten.kit.errors import DomainError
from vacancies.models import Recognition
from vacancies.routes import needs_recognition

STATEMENT_ROUTE = "route.third-way-statement"
RUNNING = (TrajectoryState.INTENTION, TrajectoryState.AGREED, TrajectoryState.STARTED)


class NotThisStep(DomainError):
    """Somebody else went further, or this step does not come yet."""

    message = _("This step cannot be taken now. Look how far the trajectory is.")


class NoEmployer(DomainError):
    """Nobody signs with an employer who is not known."""

    message = _("There is no employer yet. Fill in the employer first.")


class NoWorkProcesses(DomainError):
    message = _(
        "A statement of practical skills says which work processes somebody learns. "
        "Fill in at least one first."
    )


class NoQualification(DomainError):
    message = _("This route leads to a qualification. Fill in which one first.")


class NotRecognised(DomainError):
    """An mbo route needs a company that SBB recognised, for this qualification, on that day."""

    message = _(
        "The employer is not recognised for this qualification on this day. "
        "Ask SBB for the recognition and write it down at the employer, or choose another route."
    )


class BeforeTheStepBefore(DomainError):
    message = _("This day is before the step that comes first. Fill in a later day.")
    field = "day"


@transaction.atomic
def agree_on(trajectory: Trajectory, *, by: Membership, version: int, day: date) -> Trajectory:
    """The agreement is signed; with a practical statement it names the work processes."""
    return _go(
        trajectory,
        to=TrajectoryState.AGREED,
        since=(TrajectoryState.INTENTION,),
        by=by,
        version=version,
        columns={"agreed_on": day},
    )


@transaction.atomic
def start(trajectory: Trajectory, *, by: Membership, version: int, day: date) -> Trajectory:
    """The first day at work; aftercare gets its five days."""
    started = _go(
        trajectory,
        to=TrajectoryState.STARTED,
        since=(TrajectoryState.AGREED,),
        by=by,
        version=version,
        columns={"started_on": day},
    )
    AftercareCheck.objects.bulk_create(
        [
            AftercareCheck(trajectory=started, moment=moment, due_on=due_on(moment, started_on=day))
            for moment in Moment
        ],
        # A second press finds them.
        ignore_conflicts=True,
    )
    return started


@transaction.atomic
def complete(
    trajectory: Trajectory, *, by: Membership, version: int, day: date, document: Document
) -> Trajectory:
    """Until the end, with what it brought; aftercare goes on."""
    return _go(
        trajectory,
        to=TrajectoryState.COMPLETED,
        since=(TrajectoryState.STARTED,),
        by=by,
        version=version,
        columns={"ended_on": day, "document": document},
    )


@transaction.atomic
def stop(
    trajectory: Trajectory, *, by: Membership, version: int, day: date, reason: StopReason
) -> Trajectory:
    """Before the end, with the reason; nobody is asked any more how it goes."""
    stopped = _go(
        trajectory,
        to=TrajectoryState.STOPPED,
        since=RUNNING,
        by=by,
        version=version,
        columns={"ended_on": day, "stop_reason": reason},
    )
    AftercareCheck.objects.filter(trajectory=stopped, outcome="").delete()
    return stopped


def _go(
    trajectory: Trajectory,
    *,
    to: TrajectoryState,
    since: Collection[TrajectoryState],
    by: Membership,
    version: int,
    columns: dict[str, Any],
) -> Trajectory:
    before = locked(trajectory)
    wanted = {"state": to, **columns}
    if all(getattr(before, name) == value for name, value in wanted.items()):
        return before  # she pressed twice
    if before.state not in since:
        raise NotThisStep
    if before.version != version:
        raise ChangedMeanwhile(before)
    _check(before, to, columns)
    if to is TrajectoryState.STARTED:
        wanted["recognition_id"] = _recognition_of(before, columns["started_on"])
    changed = save_changes(before, wanted, version=version)
    lift_marks(before.file, Plank.PLACEMENT)
    remember(EventKind(to.value), before, by=by)
    note_in_file(f"trajectory.{to.value}", before, file=before.file, by=by, changed=changed)
    return before


def _check(before: Trajectory, to: TrajectoryState, columns: dict[str, Any]) -> None:
    [day] = [value for name, value in columns.items() if name.endswith("_on")]
    check_happened({"day": day}, "day")
    last = before.started_on or before.agreed_on
    if last and day < last:
        raise BeforeTheStepBefore
    if to is not TrajectoryState.STOPPED and before.employer_id is None:
        raise NoEmployer
    is_statement = before.route_id == STATEMENT_ROUTE
    if to is TrajectoryState.AGREED and is_statement and not before.work_processes.exists():
        raise NoWorkProcesses


def _recognition_of(trajectory: Trajectory, day: date) -> int | None:
    """None for a route that needs none."""
    if not needs_recognition(trajectory.route_id):
        return None
    if trajectory.qualification_id is None:
        raise NoQualification
    found = Recognition.objects.valid_on(day).filter(
        employer=trajectory.employer_id, qualification=trajectory.qualification_id
    )
    recognition: int | None = found.values_list("pk", flat=True).first()
    if recognition is None:
        raise NotRecognised
    return recognition
