"""Trajectories, aftercare and the other planks for files of the demo: the same on the same day.

Call `fill_bridges` inside `at_desk`, when the desk has its files, its employers and their
recognitions. It writes in bulk, as the app role, with every constraint and policy on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from apprenticeships.choices import (
    CheckOutcome,
    Document,
    EventKind,
    FundingState,
    IntroductionResult,
    Moment,
    Plank,
    Says,
    StopReason,
    TrajectoryState,
    TrialResult,
)
from apprenticeships.models import (
    AftercareCheck,
    FundingLine,
    Introduction,
    JobPromise,
    PlankMark,
    Trajectory,
    TrajectoryEvent,
    WorkExperience,
    WorkProcess,
)
from apprenticeships.moments import due_on
from clients.models import ClientFile
from loketten.audit.models import Entry
from loketten.tenancy.models import Desk
from portal.demo.plans import DUTCH
from portal.demo.rows import entry, key_of
from vacancies.models import Employer, Recognition

FREE_ROUTES = ("route.sector-training", "route.regional", "route.sequential", "route.evc")
MBO_ROUTES = ("route.bbl", "route.third-way-certificate", "route.third-way-statement")
DOCUMENTS = {
    "route.bbl": Document.DIPLOMA,
    "route.third-way-certificate": Document.CERTIFICATE,
    "route.third-way-statement": Document.STATEMENT,
    "route.sector-training": Document.SECTOR,
    "route.evc": Document.EVC,
}
# How far trajectories are that began long enough ago.
STATES = {
    TrajectoryState.INTENTION: 1,
    TrajectoryState.AGREED: 1,
    TrajectoryState.STARTED: 5,
    TrajectoryState.COMPLETED: 5,
    TrajectoryState.STOPPED: 2,
}
OUTCOMES = {CheckOutcome.WORKING: 7, CheckOutcome.NOT_WORKING: 1, CheckOutcome.NO_CONTACT: 2}
# A question of some weeks ago may still wait; nobody leaves one for years.
FORGOTTEN = timedelta(days=45)
PROCESSES = ("Bereidt het werk voor", "Voert het werk veilig uit", "Ruimt de werkplek op")
SCHEMES = ("Scholingsbudget WW", "SLIM", "Fonds van de branche", "Bijdrage van de gemeente")
CONDITIONS = ("Als het certificaat er is", "Na een goede proefperiode", "geen")
REASONS = {
    Says.MISSING: ("Nog geen werkgever die iets toezegt", "Het budget is op", "Geen plek dichtbij"),
    Says.NOT_NEEDED: ("De werkgever betaalt zelf", "Werkt al in dit vak", "Heeft al een contract"),
}


@dataclass(frozen=True)
class _Placing:
    """One trajectory as it was worked out, with the days of its events."""

    row: Trajectory
    events: list[tuple[EventKind, date]]


def fill_bridges(desk: Desk, *, count: int, today: date) -> int:
    """So many trajectories, with the records that led to them, and what counselors say in as many
    other files; returns how many there are."""
    random = Random(f"{desk.slug} bridges {today:%Y}")  # noqa: S311  (a demo, not a secret)
    employers = list(Employer.objects.active().order_by("search_key", "pk"))
    if not employers:
        return 0
    files = list(ClientFile.objects.select_related("client", "owner").order_by("client__number"))
    random.shuffle(files)
    recognitions = _by_employer(Recognition.objects.order_by("pk"))
    placings = [
        _placing(random, file, random.choice(employers), recognitions, today)
        for file in files[:count]
    ]
    _write_trajectories(placings)
    _write_checks(random, placings, today)
    _write_records(random, [placing.row for placing in placings], today)
    _write_marks(random, [f for f in files[count : 2 * count] if not f.is_closed], today)
    return len(placings)


def _placing(
    random: Random,
    file: ClientFile,
    employer: Employer,
    recognitions: dict[int, list[Recognition]],
    today: date,
) -> _Placing:
    agreed = min(file.opened_on + timedelta(days=random.randint(20, 70)), today)
    started = agreed + timedelta(days=random.randint(7, 40))
    ended = started + timedelta(days=random.randint(60, 300))
    state = random.choices(list(STATES), weights=list(STATES.values()))[0]
    if started > today:
        state = TrajectoryState.AGREED
    elif ended > today and state in (TrajectoryState.COMPLETED, TrajectoryState.STOPPED):
        state = TrajectoryState.STARTED
    valid = [
        one
        for one in recognitions.get(employer.pk, [])
        if one.valid_from <= started <= one.valid_until
    ]
    recognition = random.choice(valid) if valid else None
    route = random.choice(MBO_ROUTES if recognition else FREE_ROUTES)
    has_agreed = state != TrajectoryState.INTENTION
    has_started = has_agreed and state != TrajectoryState.AGREED
    has_ended = state in (TrajectoryState.COMPLETED, TrajectoryState.STOPPED)
    days = [
        (EventKind.MADE, file.opened_on),
        *([(EventKind.AGREED, agreed)] if has_agreed else []),
        *([(EventKind.STARTED, started)] if has_started else []),
        *([(EventKind(state.value), ended)] if has_ended else []),
    ]
    completed = state == TrajectoryState.COMPLETED
    row = Trajectory(
        public_id=key_of(f"trajectory {file.client.number}"),
        key=key_of(f"trajectory key {file.client.number}"),
        file=file,
        route_id=route,
        employer=employer,
        recognition=recognition if has_started else None,
        qualification_id=recognition.qualification_id if recognition else None,
        school="Roc Voorbeeld" if recognition else "",
        hours=random.choice((24, 28, 32, 36)),
        state=state,
        agreed_on=agreed if has_agreed else None,
        starts_on=started,
        started_on=started if has_started else None,
        ends_on=started + timedelta(days=300),
        ended_on=ended if has_ended else None,
        stop_reason=random.choice(StopReason.values) if has_ended and not completed else "",
        document=DOCUMENTS.get(route, Document.NONE) if completed else "",
        made_at=_morning(file.opened_on),
        version=len(days),
    )
    return _Placing(row, days)


def _write_trajectories(placings: list[_Placing]) -> None:
    rows = Trajectory.objects.bulk_create(placing.row for placing in placings)
    WorkProcess.objects.bulk_create(
        WorkProcess(trajectory=row, name=name, position=place)
        for row in rows
        if row.route_id == "route.third-way-statement"
        for place, name in enumerate(PROCESSES)
    )
    TrajectoryEvent.objects.bulk_create(
        TrajectoryEvent(trajectory=one.row, kind=kind, at=_morning(day), by=one.row.file.owner)
        for one in placings
        for kind, day in one.events
    )
    Entry.objects.bulk_create(
        [
            _entry(f"trajectory.{kind.value}", one.row, one.row.file, _morning(day))
            for one in placings
            for kind, day in one.events
        ],
        batch_size=1000,
    )


def _write_checks(random: Random, placings: list[_Placing], today: date) -> None:
    """Most that fell due were asked; of a trajectory that stopped nobody asks any more."""
    checks = [
        _check(random, one.row, moment, today)
        for one in placings
        if one.row.started_on
        for moment in Moment
    ]
    kept = [
        check
        for check in checks
        if check.outcome or check.trajectory.state != TrajectoryState.STOPPED
    ]
    done = [check for check in AftercareCheck.objects.bulk_create(kept) if check.outcome]
    TrajectoryEvent.objects.bulk_create(
        TrajectoryEvent(
            trajectory=check.trajectory,
            kind=EventKind.CHECKED,
            check_done=check,
            at=_morning(check.due_on),
            by=check.trajectory.file.owner,
        )
        for check in done
    )
    Entry.objects.bulk_create(
        [
            _entry("aftercare.checked", check, check.trajectory.file, _morning(check.due_on))
            for check in done
        ],
        batch_size=1000,
    )


def _check(random: Random, row: Trajectory, moment: Moment, today: date) -> AftercareCheck:
    assert row.started_on is not None
    day = due_on(moment, started_on=row.started_on)
    has_stopped = row.state == TrajectoryState.STOPPED
    too_late = has_stopped and row.ended_on is not None and day >= row.ended_on
    is_forgotten = random.random() < 0.3 and today - day < FORGOTTEN
    asked = day < today and not too_late and not is_forgotten
    outcome = random.choices(list(OUTCOMES), weights=list(OUTCOMES.values()))[0]
    return AftercareCheck(
        trajectory=row,
        moment=moment,
        due_on=day,
        outcome=outcome if asked else "",
        done_at=_morning(day) if asked else None,
        done_by=row.file.owner if asked else None,
        version=2 if asked else 1,
    )


def _write_records(random: Random, rows: list[Trajectory], today: date) -> None:
    """What led to the placement, of most of them."""
    for make in (_experience, _introduction, _promise, _funding):
        made = [make(random, row, today) for row in rows if random.random() < 0.7]
        if made:
            kind: Any = type(made[0])
            kind.objects.bulk_create(made)
            Entry.objects.bulk_create(
                _entry("bridge.recorded", one, one.file, one.made_at) for one in made
            )


def _common(row: Trajectory, name: str) -> dict[str, Any]:
    return {
        "public_id": key_of(f"{name} {row.public_id}"),
        "key": key_of(f"{name} key {row.public_id}"),
        "file": row.file,
        "by": row.file.owner,
        "made_at": row.made_at,
    }


def _experience(random: Random, row: Trajectory, today: date) -> WorkExperience:
    first = row.file.opened_on + timedelta(days=random.randint(5, 15))
    is_over = first < today
    return WorkExperience(
        **_common(row, "experience"),
        employer=row.employer,
        from_on=first,
        to_on=first + timedelta(days=random.randint(0, 4)),
        result=random.choice(TrialResult.values) if is_over else "",
    )


def _introduction(random: Random, row: Trajectory, today: date) -> Introduction:
    return Introduction(
        **_common(row, "introduction"),
        employer=row.employer,
        introduced_on=row.file.opened_on,
        result=IntroductionResult.ACCEPTED if row.agreed_on else "",
    )


def _promise(random: Random, row: Trajectory, today: date) -> JobPromise:
    return JobPromise(
        **_common(row, "promise"),
        employer=row.employer,
        condition=random.choice(CONDITIONS),
        promised_on=row.file.opened_on,
    )


def _funding(random: Random, row: Trajectory, today: date) -> FundingLine:
    state = random.choice(FundingState.values)
    answered = row.file.opened_on + timedelta(days=21)
    if answered > today:
        state = FundingState.ASKED
    return FundingLine(
        **_common(row, "funding"),
        scheme=random.choice(SCHEMES),
        amount=random.choice((None, 600, 1_250, 2_700)),
        state=state,
        asked_on=row.file.opened_on,
        answered_on=None if state == FundingState.ASKED else answered,
    )


def _write_marks(random: Random, files: list[ClientFile], today: date) -> None:
    """A word about a plank or two, in files that nobody was placed from yet."""
    planks = (Plank.EXPERIENCE, Plank.MATCHING, Plank.SECURITY, Plank.FUNDING, Plank.PLACEMENT)
    marks = PlankMark.objects.bulk_create(
        PlankMark(
            public_id=key_of(f"mark {plank} {file.client.number}"),
            key=key_of(f"mark key {plank} {file.client.number}"),
            file=file,
            plank=plank,
            says=says,
            reason=random.choice(REASONS[says]),
            by=file.owner,
            at=_morning(min(file.opened_on + timedelta(days=14), today)),
        )
        for file in files
        for plank in random.sample(planks, random.choice((0, 1, 2)))
        for says in random.choices(list(Says), weights=[3, 1])
    )
    Entry.objects.bulk_create(
        _entry("bridge.marked", mark.file, mark.file, mark.at) for mark in marks
    )


def _by_employer(rows: Iterable[Recognition]) -> dict[int, list[Recognition]]:
    found: dict[int, list[Recognition]] = {}
    for row in rows:
        found.setdefault(row.employer_id, []).append(row)
    return found


def _entry(action: str, row: Any, file: ClientFile, at: datetime) -> Entry:
    return entry(action, row, by=file.owner.actor, at=at)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), DUTCH)
