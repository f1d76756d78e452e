"""Rules of the two verbs of a manager."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from advice.actions.edit_talk import TalkIsWithdrawn
from advice.actions.log_talk import log_talk
from advice.actions.move_talk import SameFile, move_talk
from advice.actions.withdraw_talk import AlreadyWithdrawn, withdraw_talk
from advice.models import AdviceSession, MovedTalk, NextStep, PrivateNote, SessionTheme
from clients.actions.close_file import close_file
from clients.actions.rules import FileIsClosed
from clients.models import ClientFile
from loketten.accounts.changes import HasGone
from loketten.audit.models import Entry
from loketten.kit.bsn import LooksLikeBsn
from tests import factories
from tests.advice.writing import content
from tests.cast import Cast


def _logged(cast: Cast) -> AdviceSession:
    with cast.anouk.at_work():
        return log_talk(
            cast.files["utrecht"], by=cast.anouk.member, content=content(), key=uuid.uuid4()
        )


def _other_file(cast: Cast) -> ClientFile:
    return factories.ClientFileFactory(owner=cast.bas.member)


def test_withdrawing_keeps_the_text_and_says_who_and_why(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work():
        withdraw_talk(talk, by=cast.mila.member, because="Bij de verkeerde klant")
        talk.refresh_from_db()
        assert talk.summary == content().summary
        assert talk.withdrawn_by_id == cast.mila.member.pk
        assert talk.withdrawn_because == "Bij de verkeerde klant"
        row = Entry.objects.get(action="talk.withdrawn")
        assert (row.object_id, row.reason) == (talk.pk, "")


def test_a_talk_is_withdrawn_once(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work():
        withdraw_talk(talk, by=cast.mila.member, because="Dubbel")
        with pytest.raises(AlreadyWithdrawn):
            withdraw_talk(talk, by=cast.mila.member, because="Nog eens")
        talk.refresh_from_db()
        assert talk.withdrawn_because == "Dubbel"


def test_the_database_wants_a_reason(cast: Cast) -> None:
    talk = _logged(cast)
    refused = pytest.raises(IntegrityError, match="session_withdrawn_says_why")
    with cast.mila.at_work(), refused, transaction.atomic():
        withdraw_talk(talk, by=cast.mila.member, because="")


def test_a_moved_talk_takes_its_themes_step_and_note_along(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work():
        target = _other_file(cast)
        move_talk(talk, to=target, by=cast.mila.member, because="Namen verwisseld")
    with cast.anouk.at_work():
        talk.refresh_from_db()
        assert talk.file_id == target.pk
        assert NextStep.objects.get(session=talk).file_id == target.pk
        assert SessionTheme.objects.filter(session=talk).count() == 2
        assert PrivateNote.objects.get(session=talk).text == content().note
        moved = MovedTalk.objects.get(session=talk)
        assert (moved.from_file_id, moved.to_file_id, moved.because) == (
            cast.files["utrecht"].pk,
            target.pk,
            "Namen verwisseld",
        )


def test_a_move_is_logged_at_both_files(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work():
        target = _other_file(cast)
        move_talk(talk, to=target, by=cast.mila.member, because="Namen verwisseld")
        rows = Entry.objects.filter(action__startswith="talk.moved").order_by("id")
        assert [(row.action, row.object_id) for row in rows] == [
            ("talk.moved-away", cast.files["utrecht"].pk),
            ("talk.moved-in", target.pk),
        ]
        assert {row.reason for row in rows} == {""}


def test_a_talk_does_not_move_to_its_own_file(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work(), pytest.raises(SameFile):
        move_talk(talk, to=cast.files["utrecht"], by=cast.mila.member, because="Vergissing")


def test_a_talk_cannot_move_to_a_file_of_another_desk(cast: Cast) -> None:
    talk = _logged(cast)
    there = cast.files["zwolle"]
    with cast.mila.at_work():
        with pytest.raises(HasGone):
            move_talk(talk, to=there, by=cast.mila.member, because="Verhuisd")
        refused = pytest.raises(IntegrityError, match="same_desk")
        with refused, transaction.atomic():
            AdviceSession.objects.filter(pk=talk.pk).update(file_id=there.pk)


def test_a_withdrawn_talk_does_not_move(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work():
        withdraw_talk(talk, by=cast.mila.member, because="Dubbel")
        with pytest.raises(TalkIsWithdrawn):
            move_talk(talk, to=_other_file(cast), by=cast.mila.member, because="Toch niet")


def test_reasons_hold_no_citizen_service_number(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work():
        with pytest.raises(LooksLikeBsn):
            withdraw_talk(talk, by=cast.mila.member, because="Zie 123456782")
        with pytest.raises(LooksLikeBsn):
            move_talk(talk, to=_other_file(cast), by=cast.mila.member, because="Zie 123456782")


def test_a_closed_file_takes_no_talk_from_elsewhere(cast: Cast) -> None:
    talk = _logged(cast)
    with cast.mila.at_work():
        other = _other_file(cast)
        close_file(
            other,
            by=cast.mila.member,
            version=1,
            outcome="outcome.job",
            reason="closing-reason.job",
        )
        with pytest.raises(FileIsClosed):
            move_talk(talk, to=other, by=cast.mila.member, because="Verkeerde klant")
        number = other.client.number
    page = cast.mila.browser().post(
        f"/bureau/utrecht/gesprekken/{talk.public_id}/verplaatsen",
        {"number": number, "because": "Verkeerde klant"},
    )
    assert "Dit dossier is gesloten. Heropen het eerst." in page.content.decode()
    assert 'href="#id_number"' in page.content.decode()
