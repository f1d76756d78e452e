"""Many visitors of all desks at once through PgBouncer in transaction mode: whose rows come back?

By hand, beside a running portal (`. .local/env`):
`python -m tests.embedded.pooled --clients 200 --seconds 60`. Each client opens a desk, reads what
the database itself lets through, without the predicate of Python, breaks off now and then, and
looks outside any desk. It exits with 1 when one row of another desk was seen, or too little done.

`--leak` plants the fault that this looks for: each client tells its desk to the connection, in
place of the transaction. Then it exits with 1 unless rows of others were seen.
"""

import argparse
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from portal.bench.pooler import CONFIG, prepare
from portal.embedded.packages import find_program
from portal.embedded.places import server_user
from portal.embedded.ports import LOOPBACK, is_free

_SERVER_CONNECTIONS = 20  # ten clients for each, so that every transaction gets another's
_PROCESSES = 4


class BrokeOff(Exception):
    """A request that fails half-way, on purpose."""


@contextmanager
def pgbouncer(database: dict[str, Any], folder: Path) -> Iterator[int]:
    """In front of that server; its port."""
    program = find_program("pgbouncer", say=print)
    listen, user = prepare(folder, database, connections=_SERVER_CONNECTIONS), server_user()
    with subprocess.Popen(
        [program, "-q", CONFIG], cwd=folder,
        user=user[0] if user else None, group=user[1] if user else None,
    ) as running:  # fmt: skip
        try:
            while is_free(listen):
                assert running.poll() is None, "PgBouncer ended; the reason stands above"
                time.sleep(0.05)
            yield listen
        finally:
            running.terminate()


@contextmanager
def _told_to_the_connection(desk: int) -> Iterator[None]:
    """The planted fault: the next transaction may get another connection, and another visitor
    gets this one."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('loketten.desk', %s, false)", [str(desk)])
    yield


def visit_all(port: int, clients: int, until: float, leak: bool, results: Any) -> None:
    """One process with its share of the clients; what they saw."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    import django

    django.setup()
    from django.db import connections

    connections.settings["default"] |= {"HOST": LOOPBACK, "PORT": str(port)}
    from loketten.tenancy.models import Desk

    desks = list(Desk.objects.values_list("pk", flat=True))
    seen: Counter[str] = Counter()
    lock = threading.Lock()

    def visit() -> None:
        mine: Counter[str] = Counter()
        while time.time() < until:
            _one_request(random.choice(desks), mine, leak=leak)
        connections.close_all()
        with lock:
            seen.update(mine)

    threads = [threading.Thread(target=visit) for _client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen["desks"] = len(desks)
    results.put(seen)


def _one_request(desk: int, mine: Counter[str], *, leak: bool) -> None:
    from django.db import DatabaseError, connection

    from loketten.tenancy.context import at_desk

    opened = _told_to_the_connection if leak else at_desk
    try:
        with opened(desk), connection.cursor() as cursor:
            for table in ("clients_client", "advice_advicesession"):
                cursor.execute(f"SELECT desk_id, count(*) FROM {table} GROUP BY desk_id")
                for found, number in cursor.fetchall():
                    mine["rows" if found == desk else "foreign rows"] += number
            if random.random() < 0.05:
                raise BrokeOff
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM clients_client")
            mine["rows outside a desk"] += cursor.fetchone()[0]
        mine["requests"] += 1
    except BrokeOff:
        mine["broken off"] += 1
    except DatabaseError:
        mine["errors"] += 1


def try_out(database: dict[str, Any], *, clients: int, seconds: float, leak: bool) -> Counter[str]:
    """What all of them saw together."""
    processes = min(_PROCESSES, clients)
    with tempfile.TemporaryDirectory() as room, pgbouncer(database, Path(room)) as port:
        context = multiprocessing.get_context("spawn")
        results = context.Queue()
        # Starting takes some seconds in which nobody asks anything.
        until = time.time() + seconds + 5
        children = [
            context.Process(
                target=visit_all, args=(port, clients // processes, until, leak, results)
            )
            for _process in range(processes)
        ]
        for child in children:
            child.start()
        seen: Counter[str] = Counter()
        for _child in children:
            one = results.get(timeout=seconds + 120)
            seen["desks"] = one.pop("desks")
            seen.update(one)
        for child in children:
            child.join()
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--leak", action="store_true")
    asked = parser.parse_args()
    from environ import Env

    seen = try_out(
        Env().db_url("DATABASE_URL"), clients=asked.clients, seconds=asked.seconds, leak=asked.leak
    )
    for name, number in sorted(seen.items()):
        sys.stdout.write(f"{number:>12,}  {name}\n")
    if asked.leak:
        return 0 if seen["foreign rows"] and seen["rows outside a desk"] else 1
    clean = not (seen["foreign rows"] or seen["rows outside a desk"] or seen["errors"])
    return 0 if clean and seen["requests"] > asked.clients else 1


if __name__ == "__main__":
    sys.exit(main())
