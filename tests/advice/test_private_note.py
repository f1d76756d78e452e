"""Only its author reads a private note: asked of the database itself, not of our code."""

import uuid

import psycopg2.errors
import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import InternalError

from advice.actions.log_talk import log_talk
from advice.actions.move_talk import move_talk
from advice.actions.withdraw_talk import withdraw_talk
from advice.models import AdviceSession, PrivateNote
from loketten.tenancy.context import at_desk
from tests import factories
from tests.advice.writing import content
from tests.cast import Cast, Somebody


@pytest.fixture
def talk(real_cast: Cast) -> AdviceSession:
    with real_cast.anouk.at_work():
        return log_talk(
            real_cast.files["utrecht"],
            by=real_cast.anouk.member,
            content=content(note="Geheim van Anouk"),
            key=uuid.uuid4(),
        )


def _raw(talk: AdviceSession) -> list[str]:
    """Past the manager, the predicate and every view: plain SQL as the app role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM advice_privatenote WHERE session_id = %s", [talk.pk])
        return [row[0] for row in cursor.fetchall()]


def test_its_author_reads_it(real_cast: Cast, talk: AdviceSession) -> None:
    with real_cast.anouk.at_work():
        assert _raw(talk) == ["Geheim van Anouk"]


@pytest.mark.parametrize("who", ["bas", "mila", "bram", "priya", "dina"])
def test_no_colleague_reads_it(real_cast: Cast, talk: AdviceSession, who: str) -> None:
    somebody: Somebody = getattr(real_cast, who)
    with somebody.at_work():
        assert _raw(talk) == []
        assert not PrivateNote.objects.filter(session=talk).exists()


def test_no_task_reads_it(real_cast: Cast, talk: AdviceSession) -> None:
    with at_desk(real_cast.utrecht.pk):
        assert _raw(talk) == []


def test_no_other_desk_reads_it(real_cast: Cast, talk: AdviceSession) -> None:
    with real_cast.chaima.at_work():
        assert _raw(talk) == []
    assert _raw(talk) == []


def test_the_membership_alone_is_not_enough_at_another_desk(
    real_cast: Cast, talk: AdviceSession
) -> None:
    with at_desk(real_cast.zwolle.pk, member_id=real_cast.anouk.member.pk):
        assert _raw(talk) == []


@pytest.fixture(params=["withdrawn", "moved"])
def elsewhere(
    request: pytest.FixtureRequest, real_cast: Cast, talk: AdviceSession
) -> AdviceSession:
    mila = real_cast.mila.member
    with real_cast.mila.at_work():
        if request.param == "withdrawn":
            withdraw_talk(talk, by=mila, because="Dubbel")
        else:
            target = factories.ClientFileFactory(owner=mila)
            move_talk(talk, to=target, by=mila, because="Namen verwisseld")
    return talk


def test_it_stays_closed_when_a_manager_withdraws_or_moves_the_talk(
    real_cast: Cast, elsewhere: AdviceSession
) -> None:
    with real_cast.mila.at_work():
        assert _raw(elsewhere) == []
    with real_cast.anouk.at_work():
        assert _raw(elsewhere) == ["Geheim van Anouk"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE advice_privatenote SET text = 'x' WHERE session_id = %s",
        "UPDATE advice_privatenote SET author_id = author_id WHERE session_id = %s",
        "DELETE FROM advice_privatenote WHERE session_id = %s",
    ],
)
def test_a_colleague_changes_or_removes_nothing(
    real_cast: Cast, talk: AdviceSession, statement: str
) -> None:
    with real_cast.bas.at_work(), connection.cursor() as cursor:
        cursor.execute(statement, [talk.pk])
        assert cursor.rowcount == 0
    with real_cast.anouk.at_work():
        assert _raw(talk) == ["Geheim van Anouk"]


def test_nobody_writes_a_note_under_another_name(real_cast: Cast, talk: AdviceSession) -> None:
    refused = pytest.raises(ProgrammingError)
    with real_cast.bas.at_work(), refused as error, transaction.atomic():
        PrivateNote.objects.create(session=talk, author=real_cast.anouk.member, text="Vals")
    assert isinstance(error.value.__cause__, psycopg2.errors.InsufficientPrivilege)


def test_an_author_gives_her_note_to_nobody(real_cast: Cast, talk: AdviceSession) -> None:
    refused = pytest.raises((ProgrammingError, InternalError))
    with real_cast.anouk.at_work(), refused, transaction.atomic():
        PrivateNote.objects.filter(session=talk).update(author=real_cast.bas.member)
