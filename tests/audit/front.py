"""A worker, a beat, a Redis and a mail server of a test's own, and a desk that writes meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis

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

_DELIVERED_SECONDS = 60  # a few on a quiet machine


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

    def wait_until_at_work(self) -> None:
        """The worker has a connection, and listens."""
        with redis.from_url(self.redis.url) as link:
            wait_until(
                lambda: any(one["cmd"] == "brpop" for one in link.client_list()),
                seconds=_DELIVERED_SECONDS,
            )

    def wait_until_in_doubt(self) -> None:
        """The mail has left, and nobody has told the worker so."""
        wait_until(lambda: self.sink.arrived, seconds=_DELIVERED_SECONDS)

    def has_one_effect(self, *, copies: int) -> None:
        row = self.row()
        assert set(self.sink.arrived) == {f"<{row.message_id}@localhost>"}
        # One more when this machine is so slow that the worker gave up waiting for an answer.
        assert copies <= len(self.sink.arrived) <= copies + 1
        invitation = Invitation.objects.get()
        assert Token.objects.filter(object_id=invitation.pk).count() == 1
        assert row.delivered_at is not None


@contextmanager
def front_at(
    database_url: str, cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Front]:
    """Redis and the mail server run; worker and beat wait for the test to start them."""
    redis, sink = Redis(folder), MailSink()
    environment = clean_environment(
        DATABASE_URL=database_url,
        REDIS_URL=redis.url,
        EMAIL_URL=sink.url,
        DJANGO_SETTINGS_MODULE="portal.settings.development",
        AUDIT_HEADS_DIR=str(folder / "audit-heads"),
        SITE_URL="http://localhost",
    )
    worker = celery(
        *("worker", "--concurrency", "1", "--loglevel", "warning"),
        *("--without-gossip", "--without-mingle"),
        environment=environment,
        log=folder / "worker.log",
    )
    beat = celery(
        *("beat", "--pidfile=", "--schedule", str(folder / "schedule"), "--loglevel", "warning"),
        environment=environment,
        log=folder / "beat.log",
    )
    try:
        redis.start()
        sink.start()
        use_broker(redis.url, monkeypatch)
        yield Front(cast, redis, sink, worker, beat)
    finally:
        for process in (beat, worker, redis):
            process.kill()
        sink.stop()
