"""Writing down a trajectory, and changing what was agreed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.rules import lift_marks, refuse_bsn_in, remember
from apprenticeships.choices import EventKind, Plank
from apprenticeships.models import Trajectory, WorkProcess
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from clients.trail import note_in_file
from loketten.accounts.changes import OtherWithKey, locked, note_vouched, save_changes
from loketten.accounts.models import Membership
from loketten.kit.errors import DomainError
from vacancies.models import EmployerContact, Vacancy

FIXED_AT_START = ("route_id", "employer_id", "vacancy_id", "qualification_id")


class CoachElsewhere(DomainError):
    message = _("This coach works at another company. Choose somebody of this one.")
    field = "coach"


class PlaceElsewhere(DomainError):
    message = _("This place is at another employer. Choose one of the two.")
    field = "vacancy"


class FixedAtStart(DomainError):
    """The recognition was checked for this employer and this qualification."""

    message = _(
        "This trajectory has started. Does the client go to another employer or route? "
        "Stop this trajectory, and make a new one."
    )


@dataclass(frozen=True, kw_only=True)
class TrajectoryContent:
    """`columns` of the row itself; work processes stand in rows of their own."""

    columns: dict[str, Any]
    work_processes: tuple[str, ...] = ()

    @property
    def free_texts(self) -> dict[str, str]:
        """Everything that somebody typed freely, by the name of its field."""
        school = str(self.columns.get("school", ""))
        return {"school": school, "work_processes": "\n".join(self.work_processes)}


@transaction.atomic
def make_trajectory(
    file: ClientFile,
    *,
    by: Membership,
    content: TrajectoryContent,
    key: UUID,
    vouched: Collection[str] = (),
) -> Trajectory:
    """An intention; a second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn_in(content.free_texts, vouched=vouched)
    open_file = locked(file)
    before: Trajectory | None = Trajectory.objects.filter(key=key).first()
    if before is not None:
        return _saved_before(before, open_file, content)
    if open_file.is_closed:
        raise FileIsClosed
    _check_employer(content.columns)
    trajectory: Trajectory = Trajectory.objects.create(file=open_file, key=key, **content.columns)
    _write_processes(trajectory, content.work_processes)
    lift_marks(open_file, Plank.PLACEMENT)
    remember(EventKind.MADE, trajectory, by=by)
    note_vouched(trajectory, by=by, fields=vouched_for)
    note_in_file("trajectory.made", trajectory, file=open_file, by=by)
    return trajectory


@transaction.atomic
def edit_trajectory(
    trajectory: Trajectory,
    *,
    by: Membership,
    version: int,
    content: TrajectoryContent,
    vouched: Collection[str] = (),
) -> Trajectory:
    """Write what differs; `version` is the one that the writer had seen."""
    vouched_for = refuse_bsn_in(content.free_texts, vouched=vouched)
    before = locked(trajectory)
    if before.started_on and any(
        content.columns.get(name, getattr(before, name)) != getattr(before, name)
        for name in FIXED_AT_START
    ):
        raise FixedAtStart
    _check_employer({"employer_id": before.employer_id, **content.columns})
    there = tuple(before.work_processes.values_list("name", flat=True))
    beside = [] if there == content.work_processes else ["work_processes"]
    changed = save_changes(before, content.columns, version=version, beside=beside)
    if changed:
        if beside:
            before.work_processes.all().delete()
            _write_processes(before, content.work_processes)
        note_vouched(before, by=by, fields=vouched_for)
        note_in_file("trajectory.edited", before, file=before.file, by=by, changed=changed)
    return before


def _saved_before(before: Trajectory, file: ClientFile, content: TrajectoryContent) -> Trajectory:
    same = all(getattr(before, name) == value for name, value in content.columns.items())
    if before.file_id != file.pk or not same:
        raise OtherWithKey
    return before


def _check_employer(columns: dict[str, Any]) -> None:
    employer, coach = columns.get("employer_id"), columns.get("coach_id")
    if coach and EmployerContact.objects.get(pk=coach).employer_id != employer:
        raise CoachElsewhere
    vacancy = columns.get("vacancy_id")
    if vacancy and Vacancy.objects.get(pk=vacancy).employer_id != employer:
        raise PlaceElsewhere


def _write_processes(trajectory: Trajectory, names: Iterable[str]) -> None:
    WorkProcess.objects.bulk_create(
        WorkProcess(trajectory=trajectory, name=name, position=place)
        for place, name in enumerate(names)
    )
