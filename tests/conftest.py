"""A database cloned from a template for each worker, the cast, and traps.

Everything connects as the app role. `db` wraps a test in a transaction; `real_db` gives it a
database of its own, because a wrapping transaction hides a setting that leaks past a commit.
"""

import copy
import gc
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import environ
import psycopg2
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache, caches  # noqa: TID251  (emptied between tests)
from django.core.management import call_command
from django.db import connection, connections
from django.template import Context, Template
from filelock import FileLock
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

import portal.celery  # noqa: F401  (as manage.py does: tasks know their broker)
from loketten.tenancy.cache import shared_cache
from tests.audit.front import Front, front_at
from tests.cast import Cast, make_cast
from tests.reporting.counting import DAY, publish_country
from tests.vacancies.market import open_market

_numbers = itertools.count(1)

# Looking for rubbish less often spares a twentieth of the run.
gc.set_threshold(100_000, 50, 100)

# How long something takes says what else the machine does, not whether it is right.
hypothesis.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("any machine")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts processes waits more than it works: it begins first, in one worker, so that
    nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("stack") is None)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """What pytest found no rubbish in by now is not searched again, by it and by Python: a second
    each time, while nobody works."""
    gc.freeze()


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
    as_owner_of("postgres", statement)


def as_owner_of(database: str, statement: str) -> None:
    """One statement, committed at once."""
    conn = psycopg2.connect(**_owner_url(database))
    conn.autocommit = True
    with conn.cursor() as cursor:
        cursor.execute(statement)
    conn.close()


def _drop(name: str) -> None:
    """The owner may not end the app role's connections; the database itself gives a closing one
    five seconds. What is still held then goes with the servers of the run."""
    with suppress(psycopg2.errors.ObjectInUse):
        _as_owner(f'DROP DATABASE IF EXISTS "{name}"')


@contextmanager
def on_database(name: str) -> Iterator[None]:
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
            with on_database(name):
                call_command("migrate", verbosity=0)
                call_command("load_reference", verbosity=0)
            done.write_text(name)
    yield name
    if worker_id == "master":
        _drop(name)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The controller of xdist drops the template when every worker is done with it."""
    uid = getattr(session.config, "testrunuid", None) or getattr(
        getattr(session.config, "option", None), "testrunuid", None
    )
    if uid and not hasattr(session.config, "workerinput"):
        _drop(f"template_{uid[:16]}")


@pytest.fixture(scope="session")
def django_db_setup(
    cast_template: tuple[str, Any], worker_id: str, django_db_blocker: Any
) -> Iterator[str]:
    """The database of `db` holds the cast: made once a worker, not once a test; its name."""
    with clone_of(cast_template[0], django_db_blocker) as name:
        yield name


@contextmanager
def copy_of(template: str) -> Iterator[str]:
    """A database of its own that nobody is pointed at, gone afterwards; its name."""
    # Workers of xdist share one template, so the number alone is not enough.
    name = f"{template}_{os.getpid()}_{next(_numbers)}"
    # Copying files takes a third of writing each page to a log that nobody will read.
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    try:
        yield name
    finally:
        _drop(name)


@contextmanager
def clone_of(template: str, blocker: Any) -> Iterator[str]:
    """A database of its own, both roles pointed at it, gone afterwards; its name."""
    with copy_of(template) as name, blocker.unblock(), on_database(name):
        yield name


@pytest.fixture(scope="session")
def cast_template(
    template_database: str, worker_id: str, django_db_blocker: Any
) -> Iterator[tuple[str, Any]]:
    """A database with the cast in it, and the cast: cloned by each test that commits."""
    name = f"{template_database}_{worker_id}_cast"
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template_database}"')
    with django_db_blocker.unblock(), on_database(name):
        cast = make_cast()
    yield name, cast
    _drop(name)


@contextmanager
def _told(
    cast_template: tuple[str, Any], blocker: Any, tell: Callable[[Cast], Any]
) -> Iterator[tuple[str, Any]]:
    """A database in which the cast has lived through a story; its name, and what the story gave."""
    template, cast = cast_template
    with copy_of(template) as name:
        with blocker.unblock(), on_database(name):
            told = tell(copy.deepcopy(cast))
        cache.clear()  # and with it the tasks that its commits asked for
        shared_cache.forget_near()
        yield name, told


@pytest.fixture(scope="session")
def market_told(
    cast_template: tuple[str, Any], django_db_blocker: Any
) -> Iterator[tuple[str, Any]]:
    with _told(cast_template, django_db_blocker, open_market) as told:
        yield told


@pytest.fixture(scope="session")
def country_told(
    cast_template: tuple[str, Any], django_db_blocker: Any
) -> Iterator[tuple[str, Any]]:
    with _told(cast_template, django_db_blocker, publish_country) as told:
        yield told


@pytest.fixture(autouse=True)
def _story(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Leads `db` to the database of the story that the test builds on; its name. Telling it takes
    longer than most tests."""
    asked = {"market_told", "country_told"} & set(request.fixturenames)
    if not asked:
        yield None
        return
    name, _ = request.getfixturevalue(asked.pop())
    with on_database(name):
        yield name


@pytest.fixture
def market(market_told: Any, db: None) -> None:
    """The market is open."""


@pytest.fixture
def country(country_told: tuple[str, Any], db: None) -> Iterator[Any]:
    """Four desks with talks in September and October, on the day after those were published."""
    with time_machine.travel(DAY, tick=False):
        yield copy.deepcopy(country_told[1])


@pytest.fixture
def real_db(django_db_setup: None, template_database: str, django_db_blocker: Any) -> Iterator[str]:
    """A database of its own with real commits; its name."""
    with clone_of(template_database, django_db_blocker) as name:
        yield name


@pytest.fixture
def cast(db: None, django_db_setup: str, _story: str | None, cast_template: tuple[str, Any]) -> Any:
    """The cast, in a transaction that is rolled back."""
    # Rows of other tests stand in every other database: the cast is there too, and its next
    # client number is another one.
    own = _story or django_db_setup
    assert connection.settings_dict["NAME"] == own, "led to a database of others"
    return copy.deepcopy(cast_template[1])


@pytest.fixture
def real_cast(cast_template: tuple[str, Any], django_db_blocker: Any) -> Iterator[Any]:
    """The cast in a database of its own with real commits."""
    template, cast = cast_template
    with clone_of(template, django_db_blocker):
        yield copy.deepcopy(cast)


@pytest.fixture
def front(real_cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    """A worker, a beat, a Redis and a mail server on the database of this test."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    url = f"{server}/{connection.settings_dict['NAME']}"
    with front_at(url, real_cast, tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture
def as_owner(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A cursor of the owner, who sees every row: to plant faults, never to act."""
    committed = {"full", "own_full", "without_rls", "real_cast"} & set(request.fixturenames)
    request.getfixturevalue(min(committed, default="real_db"))
    conn = psycopg2.connect(**_owner_url(connection.settings_dict["NAME"]))
    conn.autocommit = True
    with conn.cursor() as cursor:
        yield cursor
    conn.close()


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest) -> None:
    """Login limits of one test must not stop the next; each worker has a Redis database."""
    if {"db", "real_db", "real_cast", "shop_window"} & set(request.fixturenames):
        cache.clear()
        shared_cache.forget_near()


@pytest.fixture
def contexts() -> None:
    """For who looks at `response.context`."""


@pytest.fixture(autouse=True)
def _plain_templates(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's test client keeps a copy of what each part of a page was given, which takes a
    twentieth of the time of a page, and hardly anybody asks for it."""
    if "contexts" not in request.fixturenames:
        monkeypatch.setattr(Template, "_render", _plainly)


def _plainly(template: Template, context: Context) -> str:
    return template.nodelist.render(context)


@pytest.fixture
def without_redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The cache, and with it every counter, looks for its server at a closed port."""
    monkeypatch.setitem(settings.CACHES["default"], "LOCATION", "redis://127.0.0.1:1/0")
    monkeypatch.delattr(caches._connections, "default", raising=False)
    yield
    with suppress(AttributeError):  # nobody looked
        delattr(caches._connections, "default")
    shared_cache.forget_near()


@pytest.fixture(autouse=True)
def _own_audit_heads(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that whoever writes in it makes: most tests do not."""
    heads = tmp_path_factory.getbasetemp() / f"audit-heads-{next(_numbers)}"
    monkeypatch.setattr(settings, "AUDIT_HEADS_DIR", str(heads))


@pytest.fixture
def queries() -> Any:
    """`with queries() as seen:` collects what counts for a budget: no transaction control."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        seen: list[str] = []

        def keep(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
            text = str(sql)
            # A union begins with a bracket.
            verb = text.lstrip(" (\n").split(maxsplit=1)[0].upper()
            counts = verb in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
            if counts and "set_config(" not in text:
                seen.append(text)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            yield seen

    return collect
