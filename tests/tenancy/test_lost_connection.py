"""Whether the database still hears us is read off the line, without a question to it."""

from typing import Any

from django.db import connections

from loketten.tenancy.postgresql.base import DatabaseWrapper


def _line(django_db_blocker: Any) -> DatabaseWrapper:
    """One of its own, so that no other test loses its transaction."""
    with django_db_blocker.unblock():
        line: Any = connections["default"].copy()
        line.ensure_connection()
    assert isinstance(line, DatabaseWrapper)
    return line


def test_a_line_that_stands_is_used_again(django_db_blocker: Any, real_db: str) -> None:
    line = _line(django_db_blocker)
    try:
        assert line.is_usable()
        with django_db_blocker.unblock(), line.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert line.is_usable()
    finally:
        line.close()


def test_a_line_that_the_server_closed_is_opened_anew(django_db_blocker: Any, real_db: str) -> None:
    line, other = _line(django_db_blocker), _line(django_db_blocker)
    try:
        with django_db_blocker.unblock(), other.cursor() as cursor:
            # Waits until it is gone, a second at most.
            pid = line.connection.info.backend_pid
            cursor.execute("SELECT pg_terminate_backend(%s, 1000)", [pid])
            assert cursor.fetchone() == (True,)
            assert not line.is_usable()
            # As Django asks at the start of a request.
            line.health_check_enabled, line.health_check_done = True, False
            with line.cursor() as again:
                again.execute("SELECT 1")
                assert again.fetchone() == (1,)
    finally:
        line.close()
        other.close()


def test_a_line_that_was_closed_here_is_not_used(django_db_blocker: Any, real_db: str) -> None:
    line = _line(django_db_blocker)
    line.connection.close()
    assert not line.is_usable()
    line.close()


def test_the_system_finds_out_when_the_other_side_fell_silent(
    django_db_blocker: Any, real_db: str
) -> None:
    """It asks for a sign of life after a rest of seconds; if left alone, after two hours."""
    line = _line(django_db_blocker)
    try:
        asked = line.connection.info.dsn_parameters
        names = ("keepalives_idle", "keepalives_interval", "keepalives_count")
        assert [asked[name] for name in names] == ["5", "2", "2"]
    finally:
        line.close()
