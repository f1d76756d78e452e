"""An effect follows its write, once in our database, whatever dies in between."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from clients.models import Client
from loketten.audit import outbox
from loketten.audit.models import Outbox, PlatformOutbox
from loketten.audit.tasks import relay_all
from tests import factories
from tests.audit.broker import use_broker
from tests.cast import Cast


@pytest.fixture
def calls() -> Iterator[list[Any]]:
    """An effect that makes a client, and one that always fails."""
    seen: list[Any] = []

    @outbox.effect("test.make")
    def make(*, message_id: Any, name: str) -> None:
        factories.ClientFactory(last_name=name)
        seen.append(message_id)

    @outbox.effect("test.fail")
    def fail(*, message_id: Any) -> None:
        factories.ClientFactory(last_name="half")
        raise ConnectionError("the mail server is away")

    yield seen
    del outbox._effects["test.make"], outbox._effects["test.fail"]


def test_no_effect_without_its_write(real_cast: Cast, calls: list[Any]) -> None:
    def fail_after_the_row() -> None:
        with real_cast.anouk.at_work():
            outbox.add("test.make", name="never")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_the_row()
    relay_all()
    assert calls == []


def test_the_relay_delivers_what_was_left_behind(real_cast: Cast, calls: list[Any]) -> None:
    with real_cast.anouk.at_work():
        outbox.add("test.make", name="Geleverd")
    assert calls == [], "nothing is delivered inside the write"
    relay_all()
    relay_all()
    assert len(calls) == 1
    with real_cast.anouk.at_work():
        assert Client.objects.filter(last_name="Geleverd").count() == 1
        assert Outbox.objects.get().delivered_at is not None


def test_what_fails_for_days_stops_nobody_else(real_cast: Cast, calls: list[Any]) -> None:
    with real_cast.anouk.at_work():
        outbox.add("test.fail")
        Outbox.objects.update(tries=5000)
    with real_cast.chaima.at_work():
        outbox.add("test.make", name="Geleverd")
    relay_all()
    assert len(calls) == 1
    with real_cast.anouk.at_work():
        row = Outbox.objects.get()
        assert (row.tries, row.last_error) == (5001, "ConnectionError")
        assert row.next_try_at <= timezone.now() + outbox.LONGEST_WAIT


def test_a_desk_whose_relay_breaks_stops_nobody_else(
    real_cast: Cast, calls: list[Any], as_owner: Any
) -> None:
    with real_cast.anouk.at_work():
        outbox.add("test.fail")
    with real_cast.chaima.at_work():
        outbox.add("test.make", name="Geleverd")
    as_owner.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'broken'; END $$; "
        "CREATE TRIGGER broken BEFORE UPDATE ON audit_outbox FOR EACH ROW "
        f"WHEN (OLD.desk_id = {real_cast.utrecht.pk}) EXECUTE FUNCTION refuse()"
    )
    relay_all()
    assert len(calls) == 1


def test_twenty_relays_at_once_have_one_effect(real_cast: Cast, calls: list[Any]) -> None:
    with real_cast.anouk.at_work():
        outbox.add("test.make", name="Eenmaal")
        row = Outbox.objects.get()

    def deliver() -> None:
        outbox.deliver(real_cast.utrecht.pk, row.pk)
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with real_cast.anouk.at_work():
        assert Client.objects.filter(last_name="Eenmaal").count() == 1


def test_a_failed_effect_leaves_nothing_and_waits_longer_each_time(
    real_cast: Cast, calls: list[Any]
) -> None:
    with real_cast.anouk.at_work():
        outbox.add("test.fail")
        outbox.add("test.make", name="Toch")
        failing = Outbox.objects.get(effect="test.fail")
    relay_all()
    waits = []
    for tries in (1, 2, 3):
        with real_cast.anouk.at_work():
            failing.refresh_from_db()
            waits.append(failing.next_try_at - timezone.now())
            assert not Client.objects.filter(last_name="half").exists()
        assert (failing.tries, failing.last_error) == (tries, "ConnectionError")
        with real_cast.anouk.at_work():
            Outbox.objects.filter(pk=failing.pk).update(next_try_at=timezone.now())
        outbox.deliver(real_cast.utrecht.pk, failing.pk)
    assert waits == sorted(waits)
    with real_cast.anouk.at_work():
        assert Client.objects.filter(last_name="Toch").exists(), "one failure stops nobody else"


def test_an_effect_that_kills_its_worker_is_not_tried_again_at_once(
    real_cast: Cast, calls: list[Any]
) -> None:
    @outbox.effect("test.fail")
    def kill(*, message_id: Any) -> None:
        calls.append(message_id)
        raise SystemExit  # as far as the row can see, the same as a kill -9

    with real_cast.anouk.at_work():
        outbox.add("test.fail")
        row = Outbox.objects.get()
    with pytest.raises(SystemExit):
        outbox.deliver(real_cast.utrecht.pk, row.pk)
    # The queue gives what a dead worker held to the next one.
    assert not outbox.deliver(real_cast.utrecht.pk, row.pk)
    relay_all()
    assert len(calls) == 1
    with real_cast.anouk.at_work():
        row.refresh_from_db()
    assert (row.tries, row.last_error, row.delivered_at) == (1, outbox.DIED, None)
    assert row.next_try_at > timezone.now()


def test_who_comes_back_leaves_the_row_to_who_tries_it_now(
    real_cast: Cast, calls: list[Any]
) -> None:
    """A worker stood still until the database hung up, and another one began."""

    @outbox.effect("test.fail")
    def stand_still(*, message_id: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            calls.append(cursor.fetchone()[0])
        meanwhile = threading.Thread(target=begin_again)
        meanwhile.start()
        meanwhile.join(30)
        factories.ClientFactory(last_name="Te laat")

    def begin_again() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", calls)
        with real_cast.anouk.at_work():
            Outbox.objects.update(next_try_at=timezone.now())
        calls.append(outbox._begin(real_cast.utrecht.pk, row.pk))
        connection.close()

    with real_cast.anouk.at_work():
        outbox.add("test.fail")
        row = Outbox.objects.get()
    assert not outbox.deliver(real_cast.utrecht.pk, row.pk)
    assert calls[1:] == [2]
    with real_cast.anouk.at_work():
        row.refresh_from_db()
        assert not Client.objects.filter(last_name="Te laat").exists()
    assert (row.tries, row.last_error) == (2, outbox.DIED)


def test_long_effects_take_turns_and_are_given_up_after_three_deaths(
    real_cast: Cast, calls: list[Any], as_owner: Any
) -> None:
    ends: list[Any] = []
    is_long = True

    def give_up(*, message_id: Any) -> None:
        ends.append(message_id)

    @outbox.effect("test.fail", in_the_end=give_up, is_long=lambda: is_long)
    def kill(*, message_id: Any) -> None:
        calls.append(message_id)
        raise SystemExit  # as in a kill -9

    def try_it() -> bool:
        with real_cast.anouk.at_work():
            Outbox.objects.filter(pk=row.pk).update(next_try_at=timezone.now())
        return outbox.deliver(real_cast.utrecht.pk, row.pk)

    with real_cast.anouk.at_work():
        outbox.add("test.fail")
        row = Outbox.objects.get()
    for lock in ("hashtext('outbox.long'), 0", f"hashtext('outbox.heavy'), {row.desk_id}"):
        as_owner.execute(f"SELECT pg_advisory_lock({lock})")
        assert not try_it(), "another one runs"
        as_owner.execute(f"SELECT pg_advisory_unlock({lock})")
    outbox.stand_in_line([0, row.pk])
    assert not try_it(), "another one comes first"
    with real_cast.anouk.at_work():
        assert outbox.standing("test.fail") == (False, 1)
        row.refresh_from_db()
    assert (row.tries, calls) == (0, [])
    relay_all()
    with real_cast.anouk.at_work():
        assert outbox.standing("test.fail") == (False, 0)
    for _ in range(2):
        with pytest.raises(SystemExit):
            try_it()
    is_long = False
    as_owner.execute("SELECT pg_advisory_lock(hashtext('outbox.long'), 0)")
    with pytest.raises(SystemExit):
        try_it()  # what is short waits for nobody
    as_owner.execute("SELECT pg_advisory_unlock(hashtext('outbox.long'), 0)")
    assert try_it(), "the fourth time it is given up"
    del outbox._in_the_end["test.fail"], outbox._is_long["test.fail"]
    assert (len(calls), ends) == (3, [row.message_id])


def test_an_effect_works_at_the_desk_that_wrote_it(real_cast: Cast, calls: list[Any]) -> None:
    with real_cast.chaima.at_work():
        outbox.add("test.make", name="Zwols")
    relay_all()
    with real_cast.anouk.at_work():
        assert not Client.objects.filter(last_name="Zwols").exists()
    with real_cast.chaima.at_work():
        assert Client.objects.filter(last_name="Zwols").exists()


def test_outside_a_desk_the_row_is_the_platforms(real_cast: Cast) -> None:
    seen: list[Any] = []
    outbox.effect("test.platform")(lambda *, message_id: seen.append(message_id))
    with transaction.atomic():
        outbox.add("test.platform")
    relay_all()
    del outbox._effects["test.platform"]
    assert seen == [PlatformOutbox.objects.get().message_id]


def test_an_effect_that_does_not_exist_is_refused_when_it_is_written(real_cast: Cast) -> None:
    with pytest.raises(LookupError), real_cast.anouk.at_work():
        outbox.add("test.unknown")


def test_without_redis_a_write_does_not_wait(
    real_cast: Cast, calls: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing listens on port 1: the row is committed, and the relay delivers it later."""
    use_broker("redis://127.0.0.1:1/0", monkeypatch)
    started = time.monotonic()
    with real_cast.anouk.at_work():
        outbox.add("test.make", name="Zonder")
    # Generous: kombu's own default is to try for more than twenty seconds.
    assert time.monotonic() - started < 10
    relay_all()
    assert len(calls) == 1
