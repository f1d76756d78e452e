"""Puts a backup back: into an empty database alone, all of it or nothing."""

import json
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2
from django.conf import settings
from psycopg2 import sql

from portal.operations.backup.archive import Backup
from portal.operations.backup.facts import Facts
from portal.operations.backup.servers import Place, cursor_at, feed

_TABLES = """
    SELECT count(*) FROM pg_class AS c
    WHERE c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      AND c.relkind IN ('r', 'p', 'v', 'm') AND c.relpersistence <> 't'
      AND c.relnamespace::regnamespace::text NOT LIKE 'pg_%'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')
"""
_DEFAULT_RIGHTS = """
    SELECT CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' ELSE 'SEQUENCES' END, a.privilege_type
    FROM pg_default_acl AS d, aclexplode(d.defaclacl) AS a JOIN pg_roles AS r ON r.oid = a.grantee
    WHERE d.defaclrole = current_user::regrole AND d.defaclnamespace = 'public'::regnamespace
      AND d.defaclobjtype IN ('r', 'S') AND r.rolname = %s
"""
# A superuser made them in every database already (portal/embedded/rights.sql).
_NOT_OURS = (" monitoring", " pg_stat_statements", "ACL pg_catalog ", "EXTENSION - plpgsql")


class NotEmpty(Exception):
    """A restore never writes over anything; the message says what is there."""


def restore(backup: Backup, place: Place, heads: Path) -> None:
    """Check all of it, then fill the empty database of `place`, as its owner, and `heads`."""
    backup.check()
    _refuse_full(place, heads)
    with (
        _without_default_rights(place),
        tempfile.NamedTemporaryFile("w", suffix=".list") as chosen,
    ):
        chosen.write(_ours(feed(place, backup.read("database"), "pg_restore", "--list")))
        chosen.flush()
        feed(
            place, backup.read("database"), "pg_restore", "--single-transaction",
            "--exit-on-error", "--no-password", f"--use-list={chosen.name}",
            f"--dbname={place['NAME']}",
        )  # fmt: skip
    restore_heads(backup, heads)


def facts_in(backup: Backup) -> Facts:
    """What the database held when the backup was made."""
    return Facts(**json.loads(backup.read_whole("facts")))


def _refuse_full(place: Place, heads: Path) -> None:
    with cursor_at(place) as cursor:
        cursor.execute(_TABLES)
        (number,) = cursor.fetchone()
    if number:
        raise NotEmpty(
            f"The database '{place['NAME']}' holds {number} tables: a restore goes into an empty "
            "one. Make another, or drop this one yourself."
        )
    if heads.is_dir() and any(heads.iterdir()):
        raise NotEmpty(
            f"{heads} holds heads of access logs already: move them away, they are evidence."
        )


@contextmanager
def _without_default_rights(place: Place) -> Iterator[None]:
    """A new table would get rights by itself, also those that the access log must not have. The
    backup brings each right that there was, and these defaults at its end; when it does not come
    to that, they come back here."""
    app = sql.Identifier(settings.DATABASES["default"]["USER"])
    with cursor_at(place) as cursor:
        cursor.execute(_DEFAULT_RIGHTS, [settings.DATABASES["default"]["USER"]])
        given = cursor.fetchall()
        for kind in ("TABLES", "SEQUENCES"):
            cursor.execute(_by_default("REVOKE ALL ON {} FROM {}", kind, app))
    try:
        yield
    except BaseException:
        # When the server itself is away, what went wrong first is what counts.
        with suppress(psycopg2.OperationalError), cursor_at(place) as cursor:
            for kind, right in given:
                cursor.execute(_by_default(f"GRANT {right} ON {{}} TO {{}}", kind, app))
        raise


def _by_default(words: str, kind: str, app: sql.Identifier) -> sql.Composed:
    return sql.SQL(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public {words}").format(sql.SQL(kind), app)


def _ours(table_of_contents: str) -> str:
    lines = table_of_contents.splitlines()
    return "\n".join(line for line in lines if not any(word in line for word in _NOT_OURS)) + "\n"


def restore_heads(backup: Backup, heads: Path) -> None:
    heads.mkdir(parents=True, exist_ok=True)
    with backup.opened("heads") as file, tarfile.open(fileobj=file, mode="r|") as package:
        package.extractall(heads, filter="data")
