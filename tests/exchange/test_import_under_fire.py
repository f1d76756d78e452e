"""The worker dies in the middle of an import: nothing is half, and afterwards nothing is double."""

import pytest
import redis

from clients.models import Client
from loketten.audit.models import Outbox
from loketten.audit.tasks import relay_all
from portal.exchange.actions.imports import begin_import
from portal.exchange.choices import Doubles, ImportState
from tests.audit.front import Front
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


def clients(front: Front) -> int:
    with front.cast.mila.at_work():
        return int(Client.objects.count())


def is_over(front: Front) -> bool:
    relay_all.delay()
    return newest(front.cast.mila).state == ImportState.DONE


def done(front: Front, public_id: object) -> int:
    """As the page reads it, out of the worker's own Redis."""
    with redis.from_url(front.redis.url) as link:
        return int(link.get(f"loketten:1:shared:progress:{public_id}:queued") or 0)
