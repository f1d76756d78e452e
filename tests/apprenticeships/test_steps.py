"""From intention to the end, and what stands in the way."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from apprenticeships.actions.checks import NobodyIsAsked, record_check
from apprenticeships.actions.rules import NotYet
from apprenticeships.actions.steps import (
    BeforeTheStepBefore,
    NoEmployer,
    NotRecognised,
    NotThisStep,
    NoWorkProcesses,
    agree_on,
    complete,
    start,
    stop,
)
from apprenticeships.actions.trajectories import (
    FixedAtStart,
    TrajectoryContent,
    edit_trajectory,
)
from apprenticeships.choices import CheckOutcome, Document, Moment, StopReason
from apprenticeships.models import AftercareCheck, Trajectory, TrajectoryEvent
from apprenticeships.moments import due_on
from loketten.accounts.changes import ChangedMeanwhile
from loketten.audit.models import Entry
from loketten.tenancy.models import Qualification
from tests.cast import Cast
from tests.trajectories import a_started_one, a_trajectory

TODAY = timezone.localdate


def test_a_whole_path_leaves_its_days_events_and_log(cast: Cast) -> None:
    with cast.anouk.at_work():
        member, file = cast.anouk.member, cast.files["utrecht"]
        running = a_started_one(member, file)
        done = complete(running, by=member, version=3, day=TODAY(), document=Document.DIPLOMA)
        assert (done.state, done.ended_on, done.version) == ("completed", TODAY(), 4)
        assert done.recognition_id is not None
        kinds = list(TrajectoryEvent.objects.order_by("pk").values_list("kind", flat=True))
        assert kinds == ["made", "agreed", "started", "completed"]
        deeds = Entry.objects.filter(action__startswith="trajectory.").order_by("pk")
        assert [deed.action.partition(".")[2] for deed in deeds] == kinds


def test_a_start_makes_five_checks_and_a_second_press_none(cast: Cast) -> None:
    with cast.anouk.at_work():
        running = a_started_one(cast.anouk.member, cast.files["utrecht"])
        assert running.started_on is not None
        again = start(running, by=cast.anouk.member, version=2, day=running.started_on)
        assert again.version == running.version
        assert [check.moment for check in AftercareCheck.objects.all()] == Moment.values


@pytest.mark.parametrize(
    ("moment", "started", "due"),
    [
        (Moment.WEEK_2, date(2026, 2, 20), date(2026, 3, 6)),
        (Moment.MONTH_1, date(2026, 1, 31), date(2026, 2, 28)),
        (Moment.MONTH_3, date(2026, 11, 30), date(2027, 2, 28)),
        (Moment.MONTH_6, date(2026, 8, 31), date(2027, 2, 28)),
        (Moment.MONTH_12, date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_one(
    moment: Moment, started: date, due: date
) -> None:
    assert due_on(moment, started_on=started) == due


def test_nobody_signs_without_an_employer(cast: Cast) -> None:
    with cast.anouk.at_work():
        one = a_trajectory(cast.anouk.member, cast.files["utrecht"], employer_id=None)
        with pytest.raises(NoEmployer):
            agree_on(one, by=cast.anouk.member, version=1, day=TODAY())


def test_a_practical_statement_names_its_work_processes(cast: Cast) -> None:
    with cast.anouk.at_work():
        member, file = cast.anouk.member, cast.files["utrecht"]
        one = a_trajectory(member, file, route_id="route.third-way-statement")
        with pytest.raises(NoWorkProcesses):
            agree_on(one, by=member, version=1, day=TODAY())


def test_an_mbo_route_does_not_start_without_a_recognition(cast: Cast) -> None:
    with cast.anouk.at_work():
        member, file = cast.anouk.member, cast.files["utrecht"]
        other = Qualification.objects.exclude(crebo="25118").first()
        one = a_trajectory(member, file, qualification_id=other.pk)
        agreed = agree_on(one, by=member, version=1, day=TODAY())
        with pytest.raises(NotRecognised):
            start(agreed, by=member, version=2, day=TODAY())
        free = a_trajectory(member, file, route_id="route.regional", qualification_id=None)
        agreed = agree_on(free, by=member, version=1, day=TODAY())
        assert start(agreed, by=member, version=2, day=TODAY()).recognition_id is None


def test_days_follow_each_other_and_lie_behind_us(cast: Cast) -> None:
    with cast.anouk.at_work():
        member = cast.anouk.member
        one = a_trajectory(member, cast.files["utrecht"])
        with pytest.raises(NotYet):
            agree_on(one, by=member, version=1, day=TODAY() + timedelta(days=1))
        agreed = agree_on(one, by=member, version=1, day=TODAY())
        with pytest.raises(BeforeTheStepBefore):
            start(agreed, by=member, version=2, day=TODAY() - timedelta(days=1))


def test_a_step_that_does_not_come_now_is_refused(cast: Cast) -> None:
    with cast.anouk.at_work():
        member = cast.anouk.member
        one = a_trajectory(member, cast.files["utrecht"])
        with pytest.raises(NotThisStep):
            start(one, by=member, version=1, day=TODAY())
        with pytest.raises(ChangedMeanwhile):
            agree_on(one, by=member, version=7, day=TODAY())


def test_a_stop_says_why_and_ends_the_aftercare(cast: Cast) -> None:
    with cast.anouk.at_work():
        member = cast.anouk.member
        running = a_started_one(member, cast.files["utrecht"])
        asked = running.checks.get(moment=Moment.WEEK_2)
        open_one = running.checks.get(moment=Moment.MONTH_1)
        record_check(asked, by=member, version=1, outcome=CheckOutcome.WORKING, note="Prima")
        stopped = stop(running, by=member, version=3, day=TODAY(), reason=StopReason.EMPLOYER)
        assert stopped.stop_reason == "employer"
        assert list(stopped.checks.all()) == [asked]
        open_one.save(force_insert=True)
        with pytest.raises(NobodyIsAsked):
            record_check(open_one, by=member, version=1, outcome=CheckOutcome.WORKING, note="")


def test_employer_and_route_are_fixed_at_the_start(cast: Cast) -> None:
    with cast.anouk.at_work():
        member = cast.anouk.member
        running = a_started_one(member, cast.files["utrecht"])
        content = TrajectoryContent(columns={"route_id": "route.bol"})
        with pytest.raises(FixedAtStart):
            edit_trajectory(running, by=member, version=3, content=content)
        longer = TrajectoryContent(columns={"hours": 36}, work_processes=("Zaagt",))
        edited = edit_trajectory(running, by=member, version=3, content=longer)
        assert (edited.hours, edited.version) == (36, 4)
        assert [process.name for process in edited.work_processes.all()] == ["Zaagt"]
        with pytest.raises(ChangedMeanwhile):
            edit_trajectory(
                running, by=member, version=3, content=TrajectoryContent(columns={"hours": 20})
            )


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "started"},
        {"state": "agreed", "agreed_on": None},
        {"state": "completed", "document": ""},
        {"state": "stopped", "ended_on": date(2026, 1, 1)},
        {"state": "gone"},
        {"ended_on": date(2026, 1, 1)},
        {"stop_reason": "employer"},
        {"hours": 60},
        {"starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)},
        {"starts_on": date(2000, 1, 1)},
        {"route_id": "theme.bbl"},
    ],
)
def test_the_database_holds_the_rules(cast: Cast, broken: dict[str, object]) -> None:
    with cast.anouk.at_work():
        one = a_trajectory(cast.anouk.member, cast.files["utrecht"])
        with pytest.raises(IntegrityError), transaction.atomic():
            Trajectory.objects.filter(pk=one.pk).update(**broken)


def test_a_started_mbo_route_keeps_its_recognition(cast: Cast) -> None:
    with cast.anouk.at_work():
        running = a_started_one(cast.anouk.member, cast.files["utrecht"])
        with pytest.raises(IntegrityError), transaction.atomic():
            Trajectory.objects.filter(pk=running.pk).update(recognition=None)
