"""The roles and rights that the portal's walls between desks stand on."""

from contextlib import closing

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, connection

from portal.embedded.passwords import Passwords
from portal.embedded.ports import LOOPBACK

SUPERUSER = "postgres"
OWNER = "loketten_owner"
APP = "loketten_app"
DATABASE = "loketten"

_HARMLESS = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
# The same lines stand in docs/running.md, for a server that is not ours.
_ROLE_SETTINGS = {
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "statement_timeout": "15s",
    # Errors of statements quote what people typed; Django reports those with less.
    "log_min_messages": "fatal",
}
_IN_EACH_DATABASE = """
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO {app};
    GRANT USAGE, CREATE ON SCHEMA public TO {owner};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
    ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
        GRANT USAGE, SELECT ON SEQUENCES TO {app};
    -- Sessions of one role read each other's queries there, desk and all.
    REVOKE SELECT ON pg_stat_activity FROM PUBLIC;
    REVOKE EXECUTE ON FUNCTION pg_stat_get_activity(integer) FROM PUBLIC;
"""


def prepare_roles(port: int, passwords: Passwords) -> None:
    """Make the two roles and the database, or bring existing ones in line; safe to repeat."""
    with closing(_connect(port, passwords, "postgres")) as postgres, postgres.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles")
        existing = {name for (name,) in cursor}
        for role, password, rights in (
            (OWNER, passwords.owner, "CREATEDB"),
            (APP, passwords.app, "NOCREATEDB"),
        ):
            verb = "ALTER" if role in existing else "CREATE"
            cursor.execute(
                sql.SQL(f"{verb} ROLE {{}} LOGIN {_HARMLESS} {rights} PASSWORD {{}}").format(
                    sql.Identifier(role), sql.Literal(password)
                )
            )
        for setting, limit in _ROLE_SETTINGS.items():
            cursor.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(APP), sql.Identifier(setting), sql.Literal(limit)
                )
            )
        # Databases that the owner makes for tests are copies of template1.
        _grant(port, passwords, "template1")
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.rowcount == 0:
            cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    _grant(port, passwords, DATABASE)


def _grant(port: int, passwords: Passwords, database: str) -> None:
    with closing(_connect(port, passwords, database)) as link, link.cursor() as cursor:
        cursor.execute(_IN_EACH_DATABASE.format(owner=OWNER, app=APP))


def _connect(port: int, passwords: Passwords, database: str) -> connection:
    link = psycopg2.connect(
        host=LOOPBACK, port=port, user=SUPERUSER, password=passwords.superuser, dbname=database
    )
    link.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
    return link
