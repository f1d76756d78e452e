"""Trajectories and records of the bridge, at the desk of a member; inside her own `at_desk`."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from apprenticeships.actions.records import add_record
from apprenticeships.actions.steps import agree_on, start
from apprenticeships.actions.trajectories import TrajectoryContent, make_trajectory
from apprenticeships.choices import CheckOutcome, EventKind, Plank, Says
from apprenticeships.models import AftercareCheck, PlankMark, Trajectory, TrajectoryEvent
from loketten.tenancy.models import Qualification
from tests.places import make_employer
from vacancies.models import Employer


def a_trajectory(member: Any, file: Any, **columns: Any) -> Trajectory:
    """An intention: working and learning as a carpenter, at a recognised company."""
    employer = columns.pop("employer", None) or make_employer(member)
    filled = {
        "route_id": "route.bbl",
        "employer_id": employer.pk,
        "vacancy_id": None,
        "qualification_id": Qualification.objects.get(crebo="25118").pk,
        "school": "Roc Voorbeeld",
        "hours": 32,
        "starts_on": None,
        "ends_on": None,
    }
    processes = columns.pop("work_processes", ())
    content = TrajectoryContent(columns={**filled, **columns}, work_processes=processes)
    return make_trajectory(file, by=member, content=content, key=uuid.uuid4())


def a_started_one(member: Any, file: Any, *, days_ago: int = 20, **columns: Any) -> Trajectory:
    """Agreed and started so many days ago."""
    day = timezone.localdate() - timedelta(days=days_ago)
    agreed = agree_on(a_trajectory(member, file, **columns), by=member, version=1, day=day)
    return start(agreed, by=member, version=2, day=day)


def record_columns(plank: Plank, employer: Employer) -> dict[str, Any]:
    """What the form of this plank would hand to the action."""
    today = timezone.localdate()
    return {
        Plank.EXPERIENCE: {
            "employer_id": employer.pk,
            "from_on": today + timedelta(days=12),
            "to_on": None,
            "result": "",
            "note": "",
        },
        Plank.MATCHING: {
            "employer_id": employer.pk,
            "vacancy_id": None,
            "interest_id": None,
            "introduced_on": today,
            "result": "",
            "note": "",
        },
        Plank.SECURITY: {
            "employer_id": employer.pk,
            "condition": "Als het certificaat er is",
            "promised_on": today,
        },
        Plank.FUNDING: {
            "scheme": "Scholingsbudget WW",
            "amount": None,
            "state": "asked",
            "asked_on": today,
            "answered_on": None,
        },
    }[plank]


def a_record(member: Any, file: Any, plank: Plank, employer: Any = None, **columns: Any) -> Any:
    employer = employer or make_employer(member)
    filled = {**record_columns(plank, employer), **columns}
    return add_record(file, plank=plank, by=member, columns=filled, key=uuid.uuid4())


def a_whole_bridge(member: Any, file: Any) -> Trajectory:
    """At least one row of every table of the bridge."""
    employer = make_employer(member)
    for plank in (Plank.EXPERIENCE, Plank.MATCHING, Plank.SECURITY, Plank.FUNDING):
        a_record(member, file, plank, employer)
    trajectory = a_started_one(
        member,
        file,
        employer=employer,
        coach_id=employer.contacts.get().pk,
        work_processes=("Meet en tekent af",),
    )
    _ask_about(trajectory, member)
    PlankMark.objects.create(
        file=file, plank=Plank.AFTERCARE, says=Says.MISSING, reason="Nog niet gebeld", by=member
    )
    return trajectory


def _ask_about(trajectory: Trajectory, member: Any) -> None:
    """All checks done, and the last of them in the story."""
    now = timezone.now()
    checks = AftercareCheck.objects.filter(trajectory=trajectory)
    checks.update(outcome=CheckOutcome.WORKING, done_at=now, done_by=member)
    TrajectoryEvent.objects.create(
        trajectory=trajectory,
        kind=EventKind.CHECKED,
        check_done=checks.order_by("pk").last(),
        by=member,
    )
