"""The access log is appended to, and to nothing else."""

import pytest
import structlog
from django.db import DatabaseError, connection, transaction

from loketten.audit import log
from loketten.audit.actors import SYSTEM, Actor, ActorKind
from loketten.audit.models import Entry, PlatformEntry
from tests.cast import Cast

APPEND_ONLY = ("audit_entry", "audit_seal", "audit_platformentry", "audit_platformseal")


def test_a_note_is_written_with_what_it_records_or_not_at_all(real_cast: Cast) -> None:
    def fail_after_the_note() -> None:
        with real_cast.anouk.at_work():
            log.note("file.viewed", real_cast.files["utrecht"], by=SYSTEM)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_the_note()
    with real_cast.anouk.at_work():
        assert not Entry.objects.exists()


def test_a_note_carries_who_what_and_the_ids_shown(real_cast: Cast) -> None:
    member = real_cast.anouk.member
    assert member is not None
    with real_cast.anouk.at_work():
        log.note("client.listed", by=member.actor, shown=[3, 1], outside_caseload=True)
        entry = Entry.objects.get()
    assert (entry.actor_kind, entry.actor_id) == ("member", member.pk)
    assert entry.shown_ids == [1, 3]
    assert entry.is_outside_caseload
    assert entry.transaction > 0


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_app_role_cannot_change_the_log(table: str, verb: str, real_cast: Cast) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        real_cast.anouk.at_work(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))


def test_the_platform_has_a_log_of_its_own(real_cast: Cast) -> None:
    with transaction.atomic():
        log.note_platform("account.signed_in", real_cast.dirk.user, by=_user(real_cast))
    assert PlatformEntry.objects.get().object_id == real_cast.dirk.user.pk


def _user(cast: Cast) -> Actor:
    return Actor(ActorKind.USER, cast.dirk.user.pk)


def test_what_went_wrong_is_told_without_the_values_at_hand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def go_wrong(summary: str) -> None:
        raise ValueError(len(summary))

    try:
        go_wrong("CNRY vertelde over werk.")
    except ValueError:
        structlog.get_logger().exception("test.failed")
    told = capsys.readouterr().out
    assert "go_wrong" in told
    assert "CNRY vertelde" not in told.replace('go_wrong("CNRY vertelde over werk.")', "")
