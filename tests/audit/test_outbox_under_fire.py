"""Whatever dies while a mail is under way: it leaves, with one number, and has one effect.

Nothing here is a stand-in: a worker and a beat as in production, a Redis and a mail server of
our own, and a database with real commits. The effect is the invitation of `accounts`, which
writes a token into the database and sends a mail.
"""

import os
import signal
from typing import Any

import pytest
from django.db import connection, transaction

from loketten.accounts.models import Token
from tests.audit.front import Front
from tests.audit.waiting import wait_until

pytestmark = pytest.mark.stack


def test_the_worker_is_killed_while_a_mail_leaves(front: Front) -> None:
    front.sink.fall_silent()
    front.worker.start()
    front.invite()
    front.wait_until_in_doubt()

    front.worker.kill()
    assert front.row().delivered_at is None
    assert not Token.objects.exists(), "half an effect stayed in the database"

    front.sink.answer()
    front.worker.start()
    front.wait_for(front.is_delivered_by_a_relay)
    front.has_one_effect(copies=2)


def test_the_process_that_delivers_is_killed_and_its_worker_lives(front: Front) -> None:
    front.sink.fall_silent()
    front.worker.start()
    front.invite()
    front.wait_until_in_doubt()

    (delivering,) = front.worker.children()
    os.kill(delivering, signal.SIGKILL)
    wait_until(lambda: delivering not in front.worker.children(), seconds=10)
    front.sink.answer()
    front.wait_for(front.is_delivered_by_a_relay)
    front.has_one_effect(copies=2)
    assert front.worker.is_alive()


def test_redis_is_killed_between_the_commit_and_the_wake(front: Front) -> None:
    front.worker.start()
    front.beat.start()
    with transaction.atomic():
        transaction.on_commit(front.redis.kill)  # runs before the wake, which comes after it
        front.invite()
    assert not front.redis.is_alive()
    assert front.row().delivered_at is None

    front.redis.start()
    front.wait_for(front.is_delivered)
    front.has_one_effect(copies=1)
    assert front.worker.is_alive()
    assert front.beat.is_alive()


def test_redis_is_away_for_longer_than_celery_would_try(front: Front) -> None:
    """A hundred times, which takes an hour; then the worker ended, and beat while it started."""
    front.worker.start()
    front.wait_until_at_work()
    front.redis.kill()
    front.beat.start()
    wait_until(lambda: "(150/" in front.worker.told(), seconds=60)
    wait_until(lambda: front.beat.told().count("Connection error") > 50, seconds=60)
    front.invite()

    front.redis.start()
    front.wait_for(front.is_delivered)
    front.has_one_effect(copies=1)
    assert front.worker.is_alive()
    assert front.beat.is_alive()


def test_redis_is_killed_with_the_wake_in_its_queue(front: Front) -> None:
    front.invite()
    front.redis.kill()

    front.redis.start()
    front.worker.start()
    front.wait_for(front.is_delivered_by_a_relay)
    front.has_one_effect(copies=1)


def test_the_database_hangs_up_while_a_mail_leaves(front: Front) -> None:
    front.sink.fall_silent()
    front.worker.start()
    front.invite()
    front.wait_until_in_doubt()

    assert hang_up_on_who_holds("audit_outbox") == 1
    assert not Token.objects.exists()
    front.sink.answer()
    front.wait_for(front.is_delivered_by_a_relay)
    front.has_one_effect(copies=2)
    assert front.worker.is_alive()


def hang_up_on_who_holds(table: str) -> int:
    """End the server's side of whoever has a row of this table locked; how many there were.

    Only in this test's own database: a clone gives the table the same number everywhere.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_locks
            WHERE relation = %s::regclass AND mode = 'RowShareLock' AND pid <> pg_backend_pid()
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            [table],
        )
        ended: Any = cursor.fetchone()
    return int(ended[0])
