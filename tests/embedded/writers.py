"""Writers that remember what they were told is safe, to ask for it after a kill."""

import threading
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg2
import redis


def connect(url: str) -> Any:
    """A connection to PostgreSQL as the role in the address."""
    parts = urlsplit(url)
    return psycopg2.connect(
        host=parts.hostname,
        port=parts.port,
        user=parts.username,
        password=unquote(parts.password or ""),
        dbname=parts.path[1:],
    )


class Writer:
    """Writes numbers one by one until told to stop or cut off."""

    def __init__(self, write: Callable[[int], None], *, first: int) -> None:
        self.acknowledged: list[int] = []
        self._write, self._next = write, first
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with suppress(psycopg2.Error, redis.RedisError, OSError):
            while not self._stopped.is_set():
                self._write(self._next)
                self.acknowledged.append(self._next)
                self._next += 1

    def stop(self) -> list[int]:
        """The numbers that somebody was told are kept."""
        self._stopped.set()
        self._thread.join(timeout=10)
        return self.acknowledged


def prepare_table(owner_url: str) -> None:
    """A table of the tests' own; the role of the portal may write in it as in any other."""
    with closing(connect(owner_url)) as link, link, link.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS kept_number (number bigint PRIMARY KEY)")


def into_postgresql(url: str) -> Callable[[int], None]:
    """Write as the portal does: one commit a number."""
    link = connect(url)

    def write(number: int) -> None:
        with link, link.cursor() as cursor:
            cursor.execute("INSERT INTO kept_number VALUES (%s)", [number])

    return write


def in_postgresql(url: str) -> set[int]:
    with closing(connect(url)) as link, link.cursor() as cursor:
        cursor.execute("SELECT number FROM kept_number")
        return {number for (number,) in cursor}


def into_redis(url: str) -> Callable[[int], None]:
    """Write as Celery does: onto a list."""
    link = redis.Redis.from_url(url)

    def write(number: int) -> None:
        link.rpush("kept-numbers", number)

    return write


def in_redis(url: str) -> set[int]:
    with closing(redis.Redis.from_url(url)) as link:
        return {int(number) for number in link.lrange("kept-numbers", 0, -1)}
