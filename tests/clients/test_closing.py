"""Rules of closing."""

import pytest
from django.utils import timezone

from clients.actions.close_file import close_file
from clients.actions.rules import FileIsClosed
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
        ClientFile.objects.filter(pk=file.pk).update(version=2)
        with pytest.raises(ChangedMeanwhile):
            closed(file, cast.anouk)
