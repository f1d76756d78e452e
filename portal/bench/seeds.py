"""Keeps a filled database for the next run, and knows when it is another one's."""

import os
import shutil
from collections.abc import Mapping
from datetime import date, timedelta

import redis

from portal.bench.seeding import fill
from portal.bench.sizes import Size
from portal.bench.superuser import superuser
from portal.embedded.console import RefusalError
from portal.embedded.fingerprint import Stamps, fingerprint, source_files
from portal.embedded.places import Places
from portal.embedded.postgresql import Database
from portal.embedded.steps import manage
from portal.embedded.supervisor import Supervisor

_SEED, _MIGRATIONS = "seed", "migrations"
# The demo's days lie around the day on which it was made.
_DAYS_GOOD = 7
# What the rows are made of, beside the size.
_SOURCES = (
    *("portal/bench/multiplying.py", "portal/bench/seeding.py"),
    *("vacancies/search/words.py", "vacancies/search/everyday.py"),
)
# Where a run of the bench writes: what came after the seed goes before the next run.
_WRITTEN = (
    "advice_sessiontheme",
    "advice_nextstep",
    "advice_advicesession",
    "audit_shown",
    "audit_seal",
    "audit_entry",
    "audit_outbox",
)


def make_room(places: Places, size: Size) -> None:
    """Before the server starts: drop the database of another seed, or half of one, and refuse when
    a new one does not fit."""
    if is_seeded(places, size):
        return
    shutil.rmtree(places.database, ignore_errors=True)
    places.database_stamps.unlink(missing_ok=True)
    free = shutil.disk_usage(places.state).free / 1e9
    if free < size.gigabytes * 1.1:
        raise RefusalError(
            f"The size {size.name} takes about {size.gigabytes:g} GB and {free:.0f} GB is free at "
            f"{places.state}: make room, or set LOKETTEN_STATE to a folder on a larger disk."
        )


def is_seeded(places: Places, size: Size) -> bool:
    stamps, wanted = Stamps(places.database_stamps), made_of(places, size)
    days = (_today() - timedelta(days=age) for age in range(_DAYS_GOOD + 1))
    return any(stamps.has(_SEED, f"{wanted} {day}") for day in days)


def seed(
    supervisor: Supervisor, database: Database, size: Size, environment: Mapping[str, str]
) -> None:
    """Fill an empty database, and remember of what."""
    places = supervisor.places
    mark = f"{made_of(places, size)} {_today()}"
    supervisor.log.say(f"Filling the size {size.name}, about {size.gigabytes:g} GB")
    fill(supervisor, database, size, environment)
    _remember_ends(database)
    # The server that fills leaves that to us.
    os.sync()
    stamps = Stamps(places.database_stamps)
    stamps.set(_MIGRATIONS, _migrations(places))
    stamps.set(_SEED, mark)


def prepare(supervisor: Supervisor, database: Database, environment: Mapping[str, str]) -> None:
    """The database as the seed left it, with the tables of today."""
    stamps, migrations = Stamps(supervisor.places.database_stamps), _migrations(supervisor.places)
    if not stamps.has(_MIGRATIONS, migrations):
        # As in production: new tables come to old rows.
        manage(supervisor, environment, "migrate", "--database", "owner", "--noinput")
        manage(supervisor, environment, "load_reference")
        stamps.set(_MIGRATIONS, migrations)
    forget_runs(database, environment)


def made_of(places: Places, size: Size) -> str:
    """What must be the same for the rows to be the same; but for the day."""
    demo = places.project / "portal" / "demo"
    # Not the compiled words, which the build makes in between.
    sources = [
        *(places.project / part for part in _SOURCES),
        *demo.glob("*.py"),
        *demo.glob("*.txt"),
    ]
    scale = (size.demo_scale, size.vacancies, size.clients, size.talks, size.counselors)
    return f"{fingerprint(sorted(sources))} {scale}"


def _today() -> date:
    return date.today()  # noqa: DTZ011  (the machine's own clock)


def _migrations(places: Places) -> str:
    found = source_files(places.project, ".py")
    return fingerprint(file for file in found if file.parent.name == "migrations")


def forget_runs(database: Database, environment: Mapping[str, str]) -> None:
    """What they wrote, also those that were killed."""
    with superuser(database) as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in _WRITTEN:
            cursor.execute(
                f"DELETE FROM {table} WHERE id > (SELECT last_id FROM bench_ends WHERE name = %s)",
                [table],
            )
    # Their last seals are gone with them, and so are the tasks about those rows.
    shutil.rmtree(environment["AUDIT_HEADS_DIR"], ignore_errors=True)
    redis.Redis.from_url(environment["REDIS_URL"]).flushall()


def an_hour_later(database: Database) -> None:
    """One counselor opens in a minute what a desk opens in a day, and each page looks at what she
    saw in the last hour."""
    with superuser(database) as cursor:
        cursor.execute(
            "UPDATE audit_entry SET at = at - interval '1 hour' "
            "WHERE id > (SELECT last_id FROM bench_ends WHERE name = 'audit_entry') "
            "AND at > now() - interval '1 hour'"
        )


def _remember_ends(database: Database) -> None:
    with superuser(database) as cursor:
        cursor.execute("CREATE TABLE bench_ends (name text PRIMARY KEY, last_id bigint)")
        for table in _WRITTEN:
            cursor.execute(
                f"INSERT INTO bench_ends SELECT %s, coalesce(max(id), 0) FROM {table}", [table]
            )
