"""Worker and clock: what they keep ready stands in production, and while we measure they rest."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from portal.bench.servers import Stand
from portal.bench.superuser import superuser
from portal.embedded.console import RefusalError
from portal.embedded.portal_programs import portal_programs

# Longer than the pause between two turns of what comes every some seconds, and than ranking the
# slowest word on a disk that was not read.
_ONE_ROUND = 60.0
_PATIENCE = 900.0


@contextmanager
def worker_and_clock(made: Stand) -> Iterator[None]:
    """As `make run` has them all the time."""
    supervisor = made.supervisor
    programs = portal_programs(supervisor.places, made.environment, made.ours)[1:]
    children = [supervisor.start(program) for program in programs]
    try:
        yield
    finally:
        for child in reversed(children):
            child.ask_to_stop()
            child.wait(child.program.patience)
            supervisor.drop(child)


def one_round(made: Stand) -> None:
    """Until every task that comes all the time had its turn, nothing waits, there is a tally, and a
    whole round ranked no word more: that is done some seconds at a time."""
    made.supervisor.log.say("Letting the worker keep ready what it keeps ready")
    deadline = time.monotonic() + _PATIENCE
    before = _last_count(made)
    server = redis.Redis.from_url(made.environment["REDIS_URL"])
    # What the last worker was cut off in, such as the count of a night, waits for an hour.
    cut_off = server.hlen("unacked")
    with worker_and_clock(made):
        while _last_count(made) == before:
            _wait(made, deadline)
        until, ranked = time.monotonic() + _ONE_ROUND, -1
        while time.monotonic() < until or _waiting(server) > cut_off:
            if (now_ranked := _ranked(server)) != ranked or not _has_tally(server):
                until, ranked = time.monotonic() + _ONE_ROUND, now_ranked
            _wait(made, deadline)


def _waiting(server: redis.Redis) -> int:
    return server.llen("celery") + server.hlen("unacked")


def _has_tally(server: redis.Redis) -> bool:
    """One that was true a moment ago: what an earlier run ranked is of no use without it."""
    return any(server.scan_iter("*places:tally-true-lately:*", count=1000))


def _ranked(server: redis.Redis) -> int:
    """Not all keys: those that ran out are counted for a while."""
    return sum(1 for _ in server.scan_iter("*places:hits:*", count=1000))


def _wait(made: Stand, deadline: float) -> None:
    made.supervisor.glance()
    if time.monotonic() > deadline:
        raise RefusalError(f"The worker is not done after {_PATIENCE:g} s.")
    time.sleep(0.3)


def _last_count(made: Stand) -> object:
    """The totals are counted every ten seconds, so they tell that the worker works."""
    with superuser(made.database) as cursor:
        cursor.execute("SELECT max(as_of) FROM reporting_livetotal")
        return cursor.fetchone()[0]
