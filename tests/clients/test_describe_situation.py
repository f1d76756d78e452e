"""Rules of writing down where somebody stands."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from clients.actions.describe_situation import Standing, describe_situation
from clients.actions.rules import QuestionAfterOpening
from clients.models import ClientFile
from loketten.accounts.changes import ChangedMeanwhile
from loketten.audit.models import Entry
from tests.cast import Cast, Somebody
from tests.clients.people import last_entry, opened


def standing(**changes: Any) -> Standing:
    """Every question asked."""
    filled: dict[str, Any] = {
        "asked_on": timezone.localdate(),
        "entry": "entry.uwv",
        "situation": "benefit",
        "highest_level": "level.mbo-2",
        "target_groups": frozenset({"target-group.refugee", "target-group.integrating"}),
    }
    return Standing(**{**filled, **changes})


def groups_of(file: ClientFile) -> set[str]:
    return set(file.target_groups.values_list("target_group_id", flat=True))


def test_every_answer_is_kept(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        describe_situation(file, standing(), by=cast.anouk.member, version=1)
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.situation, after.highest_level_id, after.entry_id, after.version) == (
            "benefit", "level.mbo-2", "entry.uwv", 2
        )  # fmt: skip
        assert groups_of(after) == standing().target_groups
        assert last_entry().changed_fields == [
            "asked_target_groups", "entry", "highest_level", "situation", "target_groups"
        ]  # fmt: skip


def test_not_asked_is_not_the_same_as_none(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        nothing = standing(entry=None, situation="", highest_level=None, target_groups=None)
        describe_situation(file, nothing, by=cast.anouk.member, version=1)
        assert ClientFile.objects.get(pk=file.pk).asked_target_groups is False
        none_fits = standing(
            entry=None, situation="", highest_level=None, target_groups=frozenset()
        )
        describe_situation(file, none_fits, by=cast.anouk.member, version=1)
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.asked_target_groups, groups_of(after)) == (True, set())


def test_groups_can_be_taken_away(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        describe_situation(file, standing(), by=cast.anouk.member, version=1)
        fewer = standing(target_groups=frozenset({"target-group.refugee"}))
        describe_situation(file, fewer, by=cast.anouk.member, version=2)
        assert groups_of(file) == {"target-group.refugee"}
        assert last_entry().changed_fields == ["target_groups"]


def test_a_change_of_groups_alone_is_a_new_version(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        describe_situation(file, standing(), by=cast.anouk.member, version=1)
        other = standing(target_groups=frozenset({"target-group.carer"}))
        with pytest.raises(ChangedMeanwhile):
            describe_situation(file, other, by=cast.anouk.member, version=1)
        assert groups_of(file) == standing().target_groups
        describe_situation(file, other, by=cast.anouk.member, version=2)
        assert ClientFile.objects.get(pk=file.pk).version == 3


def test_saying_the_same_again_writes_nothing(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        for _ in range(2):
            describe_situation(file, standing(), by=cast.anouk.member, version=1)
        assert Entry.objects.filter(action="file.described").count() == 1


def test_the_question_came_before_the_file(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        ClientFile.objects.filter(pk=file.pk).update(
            opened_on=timezone.localdate() - timedelta(days=5),
            asked_on=timezone.localdate() - timedelta(days=5),
        )
        with pytest.raises(QuestionAfterOpening):
            describe_situation(file, standing(), by=cast.anouk.member, version=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"entry": "level.mbo-2"},
        {"highest_level": "entry.uwv"},
        {"situation": "retired"},
        {"target_groups": frozenset({"theme.bbl"})},
        {"entry": "entry.unknown"},
    ],
)
def test_the_database_takes_codes_of_the_right_list_only(cast: Cast, wrong: dict[str, Any]) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        with pytest.raises(IntegrityError), transaction.atomic():
            _described_now(file, standing(**wrong), cast.anouk)


def _described_now(file: ClientFile, wrong: Standing, by: Somebody) -> None:
    """Keys to public tables are looked at when the transaction ends, or when one asks."""
    describe_situation(file, wrong, by=by.member, version=1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
