"""Several connections that work in the database of the bench at the same time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any

from portal.bench.superuser import superuser
from portal.embedded.machine import cores
from portal.embedded.postgresql import Database
from portal.embedded.supervisor import Supervisor

_GLANCE = 0.5


@dataclass(frozen=True)
class Crew:
    """As many as there are cores."""

    supervisor: Supervisor
    database: Database

    def work(self, jobs: Iterable[Callable[[Any], Any]]) -> Iterator[Any]:
        """Give each job a cursor of its own, the first first; the answers as they come."""
        pool = ThreadPoolExecutor(cores())
        try:
            waiting = {pool.submit(self._do, job) for job in jobs}
            while waiting:
                done, waiting = wait(waiting, _GLANCE, return_when=FIRST_COMPLETED)
                self.supervisor.glance()
                for job in done:
                    yield job.result()
        finally:
            # Who is asked to stop does not wait: the end of the server ends what still runs.
            pool.shutdown(wait=False, cancel_futures=True)

    def _do(self, job: Callable[[Any], Any]) -> Any:
        with superuser(self.database) as cursor:
            return job(cursor)


def tidy(crew: Crew) -> None:
    """What autovacuum would do in the days to come, the largest table first."""
    with superuser(crew.database) as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' "
            "ORDER BY pg_table_size(oid) DESC"
        )
        tables = [name for (name,) in cursor.fetchall()]
    for _ in crew.work(partial(_vacuum, table) for table in tables):
        pass
    with superuser(crew.database) as cursor:
        cursor.execute("CHECKPOINT")


def _vacuum(table: str, cursor: Any) -> None:
    cursor.execute(f"VACUUM (ANALYZE) {table}")
