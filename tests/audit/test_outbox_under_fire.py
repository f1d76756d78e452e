"""Whatever dies while a mail is under way: it leaves, with one number, and has one effect.

Nothing here is a stand-in: a worker and a beat as in production, a Redis and a mail server of
our own, and a database with real commits. The effect is the invitation of `accounts`, which
writes a token into the database and sends a mail.
"""

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from loketten.accounts.actions.invite import invite_to_desk
from loketten.accounts.models import Invitation, Token
from loketten.accounts.rights import Role
from loketten.audit.models import Outbox
from loketten.audit.tasks import relay_all
from tests.audit.broker import use_broker
from tests.audit.killable import Killable, Redis, celery
from tests.audit.mail_sink import MailSink
from tests.audit.waiting import wait_until
from tests.cast import Cast
from tests.embedded.stack import clean_environment

_DELIVERED_SECONDS = 30


@dataclass
class Front:
    """The servers and processes under fire, and the desk that writes meanwhile."""

    cast: Cast
    redis: Redis
    sink: MailSink
    worker: Killable
    beat: Killable

    def invite(self) -> None:
        """One action: an invitation, its line in the log and its row in the outbox."""
        manager = self.cast.mila.member
        assert manager is not None
        invite_to_desk(
            by=manager, name="Noor Visser", email="noor@example.nl", roles=[Role.COUNSELOR],
            organisation="Gemeente Voorbeeld",
        )  # fmt: skip

    def row(self) -> Outbox:
        with self.cast.mila.at_work():
            return Outbox.objects.get()

    def is_delivered_by_a_relay(self) -> bool:
        """Asks the worker for a relay each time, sooner than beat would."""
        relay_all.delay()
        return self.row().delivered_at is not None

    def is_delivered(self) -> bool:
        return self.row().delivered_at is not None

    def wait_for(self, delivery: Callable[[], bool]) -> None:
        try:
            wait_until(delivery, seconds=_DELIVERED_SECONDS, every=0.2)
        except AssertionError as error:
            raise AssertionError(
                f"not delivered\n{self.worker.told()}\n{self.beat.told()}"
            ) from error

    def wait_until_in_doubt(self) -> None:
        """The mail has left, and nobody has told the worker so."""
        wait_until(lambda: self.sink.arrived, seconds=_DELIVERED_SECONDS)

    def has_one_effect(self, *, copies: int) -> None:
        row = self.row()
        assert self.sink.arrived == [f"<{row.message_id}@localhost>"] * copies
        invitation = Invitation.objects.get()
        assert Token.objects.filter(object_id=invitation.pk).count() == 1
        assert row.delivered_at is not None


@pytest.fixture
def front(real_cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    redis, sink = Redis(tmp_path), MailSink()
    environment = clean_environment(
        DATABASE_URL=_url_of_database(), REDIS_URL=redis.url, EMAIL_URL=sink.url,
        DJANGO_SETTINGS_MODULE="portal.settings.development",
        AUDIT_HEADS_DIR=str(tmp_path / "audit-heads"), SITE_URL="http://localhost",
    )  # fmt: skip
    worker = celery(
        "worker", "--concurrency", "1", "--loglevel", "warning", "--without-gossip",
        "--without-mingle", environment=environment, log=tmp_path / "worker.log",
    )  # fmt: skip
    beat = celery(
        "beat", "--pidfile=", "--schedule", str(tmp_path / "schedule"), "--loglevel", "warning",
        environment=environment, log=tmp_path / "beat.log",
    )  # fmt: skip
    try:
        redis.start()
        sink.start()
        use_broker(redis.url, monkeypatch)
        yield Front(real_cast, redis, sink, worker, beat)
    finally:
        for process in (beat, worker, redis):
            process.kill()
        sink.stop()


def _url_of_database() -> str:
    """The clone that this test writes in, as the app role."""
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"


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
    front.wait_for(front.is_delivered)
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

    assert _hang_up_on_who_holds("audit_outbox") == 1
    assert not Token.objects.exists()
    front.sink.answer()
    front.wait_for(front.is_delivered_by_a_relay)
    front.has_one_effect(copies=2)
    assert front.worker.is_alive()


def _hang_up_on_who_holds(table: str) -> int:
    """End the server's side of whoever has a row of this table locked; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(pg_terminate_backend(pid)) FROM pg_locks
            WHERE relation = %s::regclass AND mode = 'RowShareLock' AND pid <> pg_backend_pid()
            """,
            [table],
        )
        ended: Any = cursor.fetchone()
    return int(ended[0])
