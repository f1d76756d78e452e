"""The way into the bench's own database past every policy."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2

from portal.embedded.ports import LOOPBACK
from portal.embedded.postgresql import Database
from portal.embedded.roles import DATABASE, SUPERUSER


@contextmanager
def superuser(database: Database) -> Iterator[Any]:
    """A cursor; each statement stands by itself."""
    link = psycopg2.connect(
        host=LOOPBACK,
        port=database.port,
        user=SUPERUSER,
        password=database.passwords.superuser,
        dbname=DATABASE,
    )
    link.autocommit = True
    with closing(link), link.cursor() as cursor:
        yield cursor
