"""The worker dies or vanishes in the middle of an import: nothing is half, and afterwards nothing
is double."""

import os
import signal
from copy import copy

import pytest
import redis

from clients.models import Client
from loketten.audit.models import Outbox
from loketten.audit.tasks import relay_all
from portal.exchange.actions.imports import begin_import
from portal.exchange.choices import Doubles, ImportState
from portal.operations.models import FailedTask
from tests.audit.front import Front
from tests.audit.test_outbox_under_fire import hang_up_on_who_holds
from tests.audit.waiting import wait_until
from tests.exchange.files import HEADS, checked, csv, newest, people, sent

# The first half of the way is reading; after that five hundred rows are written together.
ROWS, MIDDLE = 1_100, 800

pytestmark = pytest.mark.stack


def test_killed_in_the_middle(front: Front) -> None:
    mila = front.cast.mila
    run = checked(mila, sent(mila, csv(HEADS, *people(ROWS))), front.cast.anouk)
    before = clients(front)
    with mila.at_work():
        begin_import(run, by=mila.member, doubles=Doubles.SKIP)

    front.worker.start()
    wait_until(lambda: done(front, run.public_id) >= MIDDLE, seconds=90, every=0.01)
    front.worker.kill()
    assert done(front, run.public_id) < ROWS, "there was no middle to die in"
    assert clients(front) == before, "half an import stayed in the database"
    assert newest(mila).state == ImportState.QUEUED

    front.worker.start()
    front.wait_for(lambda: is_over(front))
    assert clients(front) == before + ROWS
    with mila.at_work():
        assert Client.objects.filter(email__startswith="n").values("email").distinct().count() == (
            ROWS
        )
        # Each relay handed it out again, and only a death made another try of it.
        assert Outbox.objects.get(effect="exchange.bring_in").tries == 2


def test_vanished_in_the_middle_and_came_back_while_another_worked(front: Front) -> None:
    """As a machine does whose cable was pulled. After half a minute the database hangs up; here we
    do not wait for it."""
    mila = front.cast.mila
    run = checked(mila, sent(mila, csv(HEADS, *people(ROWS))), front.cast.anouk)
    before = clients(front)
    with mila.at_work():
        begin_import(run, by=mila.member, doubles=Doubles.SKIP)

    front.worker.start()
    wait_until(lambda: done(front, run.public_id) >= MIDDLE, seconds=90, every=0.01)
    os.killpg(front.worker.pid, signal.SIGSTOP)
    assert done(front, run.public_id) < ROWS, "there was no middle to vanish in"
    forget_progress(front, run.public_id)
    assert hang_up_on_who_holds("audit_outbox") == 1
    other = copy(front.worker)
    other.start()
    try:
        wait_until(lambda: is_at_work_again(front, run.public_id), seconds=90, every=0.05)
        os.killpg(front.worker.pid, signal.SIGCONT)
        front.wait_for(lambda: is_over(front))
        wait_until(lambda: "exchange.import_failed" in front.worker.told(), seconds=30)
    finally:
        other.kill()
    assert clients(front) == before + ROWS
    with mila.at_work():
        row = Outbox.objects.get(effect="exchange.bring_in")
    assert (row.tries, row.last_error) == (2, "")
    assert not FailedTask.objects.exists()


def clients(front: Front) -> int:
    with front.cast.mila.at_work():
        return int(Client.objects.count())


def is_over(front: Front) -> bool:
    relay_all.delay()
    return newest(front.cast.mila).state == ImportState.DONE


def is_at_work_again(front: Front, public_id: object) -> bool:
    relay_all.delay()
    return done(front, public_id) > 0


def forget_progress(front: Front, public_id: object) -> None:
    with redis.from_url(front.redis.url) as link:
        link.delete(_progress_of(public_id))


def done(front: Front, public_id: object) -> int:
    """As the page reads it, out of the worker's own Redis."""
    with redis.from_url(front.redis.url) as link:
        return int(link.get(_progress_of(public_id)) or 0)


def _progress_of(public_id: object) -> str:
    return f"loketten:1:shared:progress:{public_id}:queued"
