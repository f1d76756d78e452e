"""The trajectory, the record or the check that an address names; a 404 for everything else."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from apprenticeships.choices import Moment, Plank
from apprenticeships.models import AftercareCheck, Trajectory
from apprenticeships.models.records import RECORDS
from clients.models import ClientFile


def find_trajectory(public_id: UUID) -> Trajectory:
    """With everything that its page names."""
    found = Trajectory.objects.with_people()
    trajectory: Trajectory = get_object_or_404(found, public_id=public_id)
    return trajectory


def find_check(trajectory: Trajectory, moment: str) -> AftercareCheck:
    if moment not in Moment.values:
        raise Http404
    check: AftercareCheck = get_object_or_404(AftercareCheck, trajectory=trajectory, moment=moment)
    check.trajectory = trajectory
    return check


def find_plank(name: str) -> Plank:
    if name not in Plank.values:
        raise Http404
    return Plank(name)


def find_record(file: ClientFile, plank: Plank, public_id: UUID) -> Any:
    """A record of any file of this client."""
    if plank not in RECORDS:
        raise Http404
    records: Any = RECORDS[plank]
    return get_object_or_404(records, public_id=public_id, file__client=file.client_id)
