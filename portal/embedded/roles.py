"""The roles and rights that the portal's walls between desks stand on."""

from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from portal.embedded.passwords import Passwords
from portal.embedded.ports import LOOPBACK

SUPERUSER = "postgres"
OWNER = "loketten_owner"
APP = "loketten_app"
BACKUP = "loketten_backup"
DATABASE = "loketten"

_FOLDER = Path(__file__).parent


def prepare_roles(port: int, passwords: Passwords) -> None:
    """Make the roles and the database, or bring existing ones in line; safe to repeat."""
    told = {"owner": passwords.owner, "app": passwords.app, "backup": passwords.backup}
    with closing(_connect(port, passwords, "postgres")) as postgres, postgres.cursor() as cursor:
        for role, password in told.items():
            cursor.execute(
                "SELECT set_config(%s, %s, false)", [f"loketten.{role}_password", password]
            )
        cursor.execute((_FOLDER / "roles.sql").read_text())
        # Databases that the owner makes for tests are copies of template1.
        _grant(port, passwords, "template1")
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.rowcount == 0:
            cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    _grant(port, passwords, DATABASE)


def _grant(port: int, passwords: Passwords, database: str) -> None:
    with closing(_connect(port, passwords, database)) as link, link.cursor() as cursor:
        cursor.execute((_FOLDER / "rights.sql").read_text())


def _connect(port: int, passwords: Passwords, database: str) -> connection:
    link = psycopg2.connect(
        host=LOOPBACK, port=port, user=SUPERUSER, password=passwords.superuser, dbname=database
    )
    link.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return link
