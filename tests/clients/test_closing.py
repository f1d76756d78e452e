"""Rules of closing, reopening and handing over."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from clients.actions.close_file import FileIsOpen, close_file, reopen_file
from clients.actions.hand_over_file import HasThisCounselor, hand_over_file
from clients.actions.rules import FileIsClosed, NotACounselor
from clients.choices import FileEventKind
from clients.models import ClientFile, FileEvent
from loketten.accounts.changes import ChangedMeanwhile
from tests.cast import Cast, Somebody
from tests.clients.people import last_entry, opened

OUTCOME, REASON = "outcome.job", "closing-reason.goal-reached"


def closed(file: ClientFile, by: Somebody, version: int = 1) -> ClientFile:
    return close_file(file, by=by.member, version=version, outcome=OUTCOME, reason=REASON)


def test_closing_says_when_how_and_why(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.closed_on, after.closing_outcome_id, after.closing_reason_id) == (
            timezone.localdate(), OUTCOME, REASON
        )  # fmt: skip
        event = FileEvent.objects.filter(file=file).latest("id")
        assert (event.kind, event.outcome_id, event.reason_id) == (
            FileEventKind.CLOSED, OUTCOME, REASON
        )  # fmt: skip
        assert last_entry().action == "file.closed"


def test_a_closed_file_is_not_closed_again(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        with pytest.raises(FileIsClosed):
            closed(file, cast.anouk)
        assert FileEvent.objects.filter(file=file, kind=FileEventKind.CLOSED).count() == 1


def test_a_file_that_changed_meanwhile_is_not_closed_unseen(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        hand_over_file(file, by=cast.anouk.member, version=1, owner=cast.bas.member)
        with pytest.raises(ChangedMeanwhile):
            closed(file, cast.anouk)


def test_reopening_takes_the_closing_back_and_keeps_the_story(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        reopen_file(file, by=cast.anouk.member, version=2, owner=cast.bas.member)
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.closed_on, after.closing_outcome_id, after.closing_reason_id) == (
            None, None, None
        )  # fmt: skip
        assert after.owner_id == cast.bas.member.pk
        kinds = FileEvent.objects.filter(file=file).order_by("id").values_list("kind", flat=True)
        assert list(kinds) == ["opened", "closed", "reopened"]


def test_an_open_file_is_not_reopened(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        with pytest.raises(FileIsOpen):
            reopen_file(file, by=cast.anouk.member, version=1, owner=cast.anouk.member)


def test_a_client_has_one_open_file(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        ClientFile.objects.create(client=file.client, owner=cast.anouk.member)
        with pytest.raises(FileIsOpen):
            reopen_file(file, by=cast.anouk.member, version=2, owner=cast.anouk.member)
        with pytest.raises(IntegrityError), transaction.atomic():
            ClientFile.objects.create(client=file.client, owner=cast.anouk.member)


def test_a_file_goes_to_a_colleague_and_the_story_says_to_whom(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        hand_over_file(file, by=cast.mila.member, version=1, owner=cast.bas.member)
        assert ClientFile.objects.get(pk=file.pk).owner_id == cast.bas.member.pk
        event = FileEvent.objects.get(file=file, kind=FileEventKind.HANDED_OVER)
        assert (event.by_id, event.to_id) == (cast.mila.member.pk, cast.bas.member.pk)
        assert last_entry().changed_fields == ["owner"]


@pytest.mark.parametrize("who", ["bram", "mila", "eva", "chaima"])
def test_nobody_else_takes_over(cast: Cast, who: str) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        to = getattr(cast, who).member
        with pytest.raises(NotACounselor):
            hand_over_file(file, by=cast.anouk.member, version=1, owner=to)


def test_the_same_counselor_is_no_handover(cast: Cast) -> None:
    with cast.anouk.at_work(), pytest.raises(HasThisCounselor):
        hand_over_file(opened(cast.anouk), by=cast.anouk.member, version=1, owner=cast.anouk.member)


def test_a_closed_file_is_not_handed_over(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        closed(file, cast.anouk)
        with pytest.raises(FileIsClosed):
            hand_over_file(file, by=cast.anouk.member, version=2, owner=cast.bas.member)


def test_the_database_wants_to_know_to_whom(cast: Cast) -> None:
    with cast.anouk.at_work():
        file = opened(cast.anouk)
        with pytest.raises(IntegrityError), transaction.atomic():
            FileEvent.objects.create(
                file=file, kind=FileEventKind.HANDED_OVER, by=cast.anouk.member
            )
