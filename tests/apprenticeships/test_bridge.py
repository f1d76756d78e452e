"""The eight planks: what lays them, and what a counselor says."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from advice.actions.group_talk import add_participant, withdraw_group
from apprenticeships.actions.marks import PlankIsThere, lift_mark, mark_plank
from apprenticeships.actions.records import InterestIsTaken, add_record, change_record
from apprenticeships.bridge import bridge_of
from apprenticeships.choices import Plank, Says
from apprenticeships.figures import planks_by_state, steps
from apprenticeships.models import FundingLine, PlankMark
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from loketten.accounts.changes import ChangedMeanwhile, OtherWithKey
from loketten.kit.counts import read_counts
from loketten.kit.windows import Window, midnight, next_month
from tests import factories
from tests.cast import Cast
from tests.places import make_employer, make_places
from tests.trajectories import a_record, a_started_one, a_trajectory, record_columns
from vacancies.models import Interest


def states(file: ClientFile) -> dict[str, str]:
    return {plank.value: laid.state.value for plank, laid in bridge_of(file).items()}


def say(cast: Cast, file: ClientFile, plank: Plank, says: Says = Says.MISSING) -> PlankMark:
    return mark_plank(
        file, plank=plank, says=says, reason="Omdat", by=cast.anouk.member, key=uuid.uuid4()
    )


def test_a_new_file_has_a_counselor_and_nothing_else(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = factories.ClientFileFactory(owner=cast.anouk.member)
        found = states(file)
        assert found.pop("coordination") == "there"
        assert set(found.values()) == {"not-recorded"}


def test_a_counselor_who_left_keeps_nothing_together(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = factories.ClientFileFactory(owner=cast.eva.member)
        assert states(file)["coordination"] == "under-way"


def test_talks_that_stand_are_coaching(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = cast.files["utrecht"]
        assert states(file)["coaching"] == "there"
        file.sessions.update(
            withdrawn_at=timezone.now(), withdrawn_by=cast.anouk.member, withdrawn_because="Fout"
        )
        assert states(file)["coaching"] == "not-recorded"
        group = factories.GroupTalkFactory(counselor=cast.anouk.member)
        add_participant(group, file, by=cast.anouk.member)
        assert states(file)["coaching"] == "there"
        withdraw_group(group, by=cast.anouk.member, because="Fout")
        assert states(file)["coaching"] == "not-recorded"


@pytest.mark.parametrize(
    ("plank", "columns", "state"),
    [
        (Plank.EXPERIENCE, {}, "under-way"),
        (Plank.EXPERIENCE, {"result": "no-fit"}, "there"),
        (Plank.EXPERIENCE, {"result": "not-held"}, "not-recorded"),
        (Plank.MATCHING, {}, "under-way"),
        (Plank.MATCHING, {"result": "accepted"}, "there"),
        (Plank.MATCHING, {"result": "employer-no"}, "missing"),
        (Plank.SECURITY, {}, "there"),
        (Plank.FUNDING, {}, "under-way"),
        (Plank.FUNDING, {"state": "granted"}, "there"),
        (Plank.FUNDING, {"state": "refused"}, "missing"),
    ],
)
def test_a_record_lays_its_own_plank(
    cast: Cast, plank: Plank, columns: dict[str, Any], state: str
) -> None:
    if columns.get("state"):
        columns = {**columns, "answered_on": timezone.localdate()}
    with cast.anouk.at_work():
        file = factories.ClientFileFactory(owner=cast.anouk.member)
        before = states(file)
        a_record(cast.anouk.member, file, plank, **columns)
        assert states(file) == {**before, plank.value: state}


def test_a_started_trajectory_is_the_placement_and_checks_are_the_aftercare(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = cast.files["utrecht"]
        a_trajectory(cast.anouk.member, file)
        assert states(file)["placement"] == "under-way"
        running = a_started_one(cast.anouk.member, file)
        assert states(file)["placement"] == "there"
        assert states(file)["aftercare"] == "not-recorded"
        done = {"done_at": timezone.now(), "done_by": cast.anouk.member, "outcome": "working"}
        running.checks.filter(moment="week-2").update(**done)
        assert states(file)["aftercare"] == "under-way"
        running.checks.update(**done)
        assert states(file)["aftercare"] == "there"


def test_a_word_stands_until_a_record_comes_and_is_kept(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = cast.files["utrecht"]
        say(cast, file, Plank.FUNDING)
        say(cast, file, Plank.FUNDING, Says.NOT_NEEDED)
        assert states(file)["funding"] == "not-needed"
        a_record(cast.anouk.member, file, Plank.FUNDING)
        assert states(file)["funding"] == "under-way"
        assert PlankMark.objects.count() == 2
        assert not PlankMark.objects.standing().exists()


def test_a_word_can_be_taken_back(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = cast.files["utrecht"]
        say(cast, file, Plank.MATCHING)
        lift_mark(file, plank=Plank.MATCHING, by=cast.anouk.member)
        assert states(file)["matching"] == "not-recorded"


def test_what_is_there_is_not_missing(cast: Cast) -> None:
    with cast.anouk.at_work(), pytest.raises(PlankIsThere):
        say(cast, cast.files["utrecht"], Plank.COACHING)


def test_the_same_form_twice_makes_one_record(cast: Cast) -> None:
    with cast.anouk.at_work():
        file, key = cast.files["utrecht"], uuid.uuid4()
        columns = record_columns(Plank.FUNDING, make_employer(cast.anouk.member))
        form = {"plank": Plank.FUNDING, "by": cast.anouk.member, "key": key}
        first = add_record(file, columns=columns, **form)
        assert add_record(file, columns=columns, **form).pk == first.pk
        with pytest.raises(OtherWithKey):
            add_record(file, columns={**columns, "scheme": "SLIM"}, **form)
        assert FundingLine.objects.count() == 1


def test_the_second_of_two_writers_is_told(cast: Cast) -> None:
    with cast.anouk.at_work():
        line = a_record(cast.anouk.member, cast.files["utrecht"], Plank.FUNDING)
        change_record(line, by=cast.anouk.member, columns={"scheme": "SLIM"}, version=1)
        with pytest.raises(ChangedMeanwhile):
            change_record(line, by=cast.anouk.member, columns={"scheme": "STAP"}, version=1)


def test_a_closed_file_takes_no_record_and_no_word(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = cast.files["utrecht"]
        ClientFile.objects.filter(pk=file.pk).update(
            closed_on=timezone.localdate(),
            closing_outcome="outcome.job",
            closing_reason="closing-reason.job",
        )
        with pytest.raises(FileIsClosed):
            a_record(cast.anouk.member, file, Plank.FUNDING)
        with pytest.raises(FileIsClosed):
            say(cast, file, Plank.FUNDING)


def test_an_interest_becomes_one_clients(cast: Cast) -> None:
    with cast.anouk.at_work():
        member = cast.anouk.member
        vacancy = make_places(member)
        interest = Interest.objects.filter(vacancy=vacancy).first()
        joined = {"interest_id": interest.pk, "vacancy_id": vacancy.pk}
        a_record(member, cast.files["utrecht"], Plank.MATCHING, vacancy.employer, **joined)
        other = factories.ClientFileFactory(owner=member)
        with pytest.raises(InterestIsTaken):
            a_record(member, other, Plank.MATCHING, vacancy.employer, **joined)


def test_figures_count_this_desk_alone(cast: Cast) -> None:
    with cast.chaima.at_work():
        a_started_one(cast.chaima.member, cast.files["zwolle"], days_ago=0)
    with cast.anouk.at_work():
        a_started_one(cast.anouk.member, cast.files["utrecht"], days_ago=0)
        first = timezone.localdate().replace(day=1)
        month = Window(midnight(first), midnight(next_month(first)))
        assert [one[:4] for one in read_counts(steps(month))] == [("started", "", 1, 1)]
        earlier = replace(month, known_by=timezone.now() - timedelta(hours=1))
        assert read_counts(steps(earlier)) == []
        planks = planks_by_state()
        assert planks[Plank.PLACEMENT]["there"] == 1
        assert sum(planks[Plank.FUNDING].values()) == ClientFile.objects.open().count()
