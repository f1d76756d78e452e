"""The worker dies or vanishes while it makes an export: there is one file, whole, told of once."""

import hashlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

import pytest
from django.db import connection

from loketten.audit.models import Entry, Outbox
from loketten.audit.tasks import relay_all
from portal.exchange.choices import ExportState
from portal.exchange.everything.sheets import SHEETS
from portal.exchange.models import Export
from portal.operations.models import FailedTask
from tests.audit.front import Front
from tests.audit.test_outbox_under_fire import hang_up_on_who_holds
from tests.audit.waiting import wait_until
from tests.exchange.files import exported
from tests.exchange.test_import_under_fire import done

pytestmark = pytest.mark.stack


def test_killed_in_the_middle(front: Front) -> None:
    export = exported(front.cast.mila)
    with nobody_reads_vacancies():
        front.worker.start()
        wait_until(somebody_waits, seconds=25)
        assert 0 < done(front, export.public_id) < len(SHEETS), "there was no middle to die in"
        front.worker.kill()
    assert state(front, export) == ExportState.QUEUED

    front.worker.start()
    front.wait_for(lambda: is_over(front, export))
    has_one_file(front, export, tries=2)


def test_vanished_in_the_middle_and_came_back_while_another_worked(front: Front) -> None:
    """As a machine does whose cable was pulled. After half a minute the database hangs up; here we
    do not wait for it."""
    export = exported(front.cast.mila)
    with nobody_reads_vacancies():
        front.worker.start()
        wait_until(somebody_waits, seconds=25)
        os.killpg(front.worker.pid, signal.SIGSTOP)
    assert hang_up_on_who_holds("audit_outbox") == 1
    other = copy(front.worker)
    try:
        with nobody_reads_vacancies():
            other.start()
            wait_until(is_at_work_again, seconds=25, every=0.5)
            os.killpg(front.worker.pid, signal.SIGCONT)
            wait_until(lambda: "exchange.export_failed" in front.worker.told(), seconds=30)
        front.wait_for(lambda: is_over(front, export))
    finally:
        other.kill()
    has_one_file(front, export, tries=2)
    assert not FailedTask.objects.exists()


@contextmanager
def nobody_reads_vacancies() -> Iterator[None]:
    """Whoever makes an export stands still there; for half a minute at most, then the database
    hangs up on us."""
    beside = connection.copy()
    beside.set_autocommit(False)
    try:
        with beside.cursor() as cursor:
            cursor.execute("LOCK TABLE vacancies_vacancy IN ACCESS EXCLUSIVE MODE")
        yield
    finally:
        beside.close()


def is_at_work_again() -> bool:
    relay_all.delay()
    return somebody_waits()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT EXISTS (
                SELECT FROM pg_locks WHERE NOT granted AND relation = 'vacancies_vacancy'::regclass
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            )
            """
        )
        waits: bool = cursor.fetchone()[0]
    return waits


def is_over(front: Front, export: Export) -> bool:
    relay_all.delay()
    return state(front, export) != ExportState.QUEUED


def state(front: Front, export: Export) -> str:
    with front.cast.mila.at_work():
        return str(Export.objects.get(pk=export.pk).state)


def has_one_file(front: Front, export: Export, *, tries: int) -> None:
    with front.cast.mila.at_work():
        export.refresh_from_db()
        parts = list(export.parts.order_by("number"))
        assert export.state == ExportState.READY
        assert [part.number for part in parts] == list(range(len(parts)))
        content = b"".join(bytes(part.content) for part in parts)
        assert hashlib.sha256(content).hexdigest() == export.checksum
        assert Entry.objects.filter(action="export.made", object_id=export.pk).count() == 1
        assert Outbox.objects.filter(effect="exchange.tell_ready").count() == 1
        assert Outbox.objects.get(effect="exchange.make_export").tries == tries
