"""Tries the newest backup out: restores it beside the portal and compares, then drops it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from psycopg2 import sql

from portal.operations.backup.archive import Backup, backups
from portal.operations.backup.cipher import Unreadable
from portal.operations.backup.facts import Facts, differences, facts_of
from portal.operations.backup.restoring import facts_in, restore
from portal.operations.backup.servers import (
    app_address,
    backup_place,
    cursor_at,
    named,
    owner_place,
)

_NAME = "loketten_drill"


class NothingToDrill(Unreadable):
    """There is no backup at all."""


class Drilled(NamedTuple):
    """`wrong` is empty when what came back is what was kept."""

    backup: Backup
    facts: Facts
    wrong: list[str]


def drill() -> Drilled:
    """Rows, walls, rights and chains of what came back, against those of the moment it was kept."""
    newest = next(iter(backups()), None)
    if newest is None:
        raise NothingToDrill("there is no backup yet")
    with tempfile.TemporaryDirectory() as folder, _empty_database() as name:
        heads = Path(folder, "heads")
        restore(newest, named(owner_place(), name), heads)
        kept = facts_in(newest)
        with cursor_at(named(backup_place(), name)) as cursor:
            found = facts_of(cursor)
        return Drilled(newest, kept, [*differences(kept, found), *_broken_chains(name, heads)])


@contextmanager
def _empty_database() -> Iterator[str]:
    """A copy of template1, as every new database; one that a killed drill left goes first."""
    server = named(owner_place(), "postgres")
    name = sql.Identifier(_NAME)
    with cursor_at(server, autocommit=True) as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(name))
    try:
        yield _NAME
    finally:
        with cursor_at(server, autocommit=True) as cursor:
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))


def _broken_chains(name: str, heads: Path) -> list[str]:
    """What the portal itself says of the access logs there, as the app role: it also cannot start
    when the rights are not as they were."""
    words = [sys.executable, "manage.py", "audit", "verify"]
    told = settings.SURROUNDINGS | {
        "DATABASE_URL": app_address(name), "AUDIT_HEADS_DIR": str(heads)
    }  # fmt: skip
    done = subprocess.run(  # noqa: S603  (our own program)
        words, cwd=settings.BASE_DIR, env=told, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return []
    said = done.stderr.strip().splitlines() or ["the access logs could not be verified"]
    return [f"chain: {line[:120]}" for line in said[:20]]
