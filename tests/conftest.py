"""A database cloned from a template for each worker, the cast, and traps.

Everything connects as the app role. `db` wraps a test in a transaction; `real_db` gives it a
database of its own, because a wrapping transaction hides a setting that leaks past a commit.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environ
import psycopg2
import pytest
from django.conf import settings
from django.core.cache import cache  # noqa: TID251  (emptied between tests)
from django.core.management import call_command
from django.db import connection, connections
from filelock import FileLock

pytest_plugins = ["tests.cast"]


def _owner_url(database: str) -> dict[str, Any]:
    url = environ.Env.db_url_config(os.environ["DATABASE_OWNER_URL"])
    return {
        "host": url["HOST"],
        "port": url["PORT"],
        "user": url["USER"],
        "password": url["PASSWORD"],
        "dbname": database,
    }


def _as_owner(statement: str) -> None:
    conn = psycopg2.connect(**_owner_url("postgres"))
    conn.autocommit = True
    with conn.cursor() as cursor:
        cursor.execute(statement)
    conn.close()


@contextmanager
def _on_database(name: str) -> Iterator[None]:
    """Point both roles at another database."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = before[alias]


@pytest.fixture(scope="session")
def template_database(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, django_db_blocker: Any
) -> Iterator[str]:
    """Migrated once a run by the owner, with the reference data that the app role loads."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    name = f"template_{os.environ.get('PYTEST_XDIST_TESTRUNUID', str(os.getpid()))[:16]}"
    done = shared / "template-database"
    with FileLock(shared / "template-database.lock"), django_db_blocker.unblock():
        if not done.exists():
            _as_owner(f'CREATE DATABASE "{name}"')
            with _on_database(name):
                call_command("migrate", verbosity=0)
                call_command("load_reference", verbosity=0)
            done.write_text(name)
    yield name
    if worker_id == "master":
        _as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The controller of xdist drops the template when every worker is done with it."""
    uid = getattr(session.config, "testrunuid", None) or getattr(
        getattr(session.config, "option", None), "testrunuid", None
    )
    if uid and not hasattr(session.config, "workerinput"):
        _as_owner(f'DROP DATABASE IF EXISTS "template_{uid[:16]}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django_db_setup(
    template_database: str, worker_id: str, django_db_blocker: Any
) -> Iterator[None]:
    name = f"{template_database}_{worker_id}"
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    with django_db_blocker.unblock(), _on_database(name):
        yield
    _as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def real_db(
    django_db_setup: None, template_database: str, worker_id: str, django_db_blocker: Any
) -> Iterator[str]:
    """A database of its own with real commits; its name."""
    name = f"{template_database}_{worker_id}_real"
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    with django_db_blocker.unblock():
        with _on_database(name):
            yield name
        _as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def as_owner(real_db: str) -> Iterator[Any]:
    """A cursor of the owner, who sees every row: to plant faults, never to act."""
    conn = psycopg2.connect(**_owner_url(real_db))
    conn.autocommit = True
    with conn.cursor() as cursor:
        yield cursor
    conn.close()


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest) -> None:
    """Login limits of one test must not stop the next; each worker has a Redis database."""
    if {"db", "real_db"} & set(request.fixturenames):
        cache.clear()


@pytest.fixture(autouse=True)
def _own_audit_heads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "AUDIT_HEADS_DIR", str(tmp_path / "audit-heads"))


@pytest.fixture
def queries() -> Any:
    """`with queries() as seen:` collects what counts for a budget: no transaction control."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        seen: list[str] = []

        def keep(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            text = str(sql)
            verb = text.lstrip()[:6].upper()
            if verb in {"SELECT", "INSERT", "UPDATE", "DELETE"} and "set_config(" not in text:
                seen.append(text)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            yield seen

    return collect
