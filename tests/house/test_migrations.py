"""New migrations run while the old code still serves: docs/operations.md has the rules."""

import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

RELEASED = Path(__file__).with_name("released_migrations.txt")
_TABLE = r"(?:TABLE|INDEX .*? ON) (?:IF EXISTS |ONLY )?\"?(\w+)\"?"

# What each would do to a web that has not been replaced yet, or to those who wait for a table.
RULES = {
    r"DROP TABLE": "the old code still reads it: drop it one release later",
    r"DROP COLUMN": "the old code still writes it: drop it one release later",
    r"RENAME ": "the old code knows the old name: add, copy, and drop one release later",
    r"ALTER COLUMN \S+ TYPE": "rewrites the table while everybody waits: add a new column",
    r"ALTER COLUMN \S+ SET NOT NULL": "the old code may leave it empty: one release later",
    r"ADD COLUMN (?!.*DEFAULT).*NOT NULL": "the old code leaves it empty: give it a db_default",
    r"ALTER COLUMN \S+ DROP DEFAULT": "the old code leaves it empty: give it a db_default",
    r"ADD CONSTRAINT .* (?:CHECK|FOREIGN KEY)(?!.*NOT VALID)": (
        "reads the whole table while nobody may write: NOT VALID, and validate apart"
    ),
    r"ADD CONSTRAINT .* UNIQUE|ADD UNIQUE": (
        "builds its index while nobody may write: CREATE UNIQUE INDEX CONCURRENTLY first"
    ),
    r"CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)": (
        "nobody may write while it is built: AddIndexConcurrently"
    ),
}


def complaints(statements: Iterable[str], *, old_tables: set[str]) -> Iterator[str]:
    """What is not safe on a table that was there before."""
    for statement in statements:
        flat = " ".join(statement.split())
        table = re.search(_TABLE, flat)
        if table is None or table[1] not in old_tables:
            continue
        for pattern, why in RULES.items():
            if re.search(pattern, flat):
                yield f"{table[1]}: {why}"


def _new(executor: MigrationExecutor) -> list[Any]:
    released = set(RELEASED.read_text().split("\n"))
    ours = {app.label for app in apps.get_app_configs() if "site-packages" not in app.path}
    return [
        migration
        for (app, name), migration in sorted(executor.loader.graph.nodes.items())
        if app in ours and f"{app}.{name}" not in released
    ]


@pytest.mark.django_db(databases=["default", "owner"])
def test_new_migrations_can_run_beside_the_old_code() -> None:
    # The owner migrates: asked of the app role, each would say that it changes nothing.
    executor = MigrationExecutor(connections["owner"])
    graph = executor.loader.graph
    new = _new(executor)
    released = [key for key in graph.nodes if graph.nodes[key] not in new]
    before = executor.loader.project_state(released)
    old_tables = {model._meta.db_table for model in before.apps.get_models()}
    assert "clients_client" in old_tables
    assert "operations_failedtask" not in old_tables
    found, seen = [], 0
    for migration in new:
        if getattr(migration, "beside_old_code", ""):
            continue  # a sentence in the migration says why it is safe here
        statements = executor.loader.collect_sql([(migration, False)])
        seen += sum(not one.startswith("--") for one in statements)
        found += [f"{migration}: {one}" for one in complaints(statements, old_tables=old_tables)]
        found += [
            f"{migration}: cannot be undone: {operation.describe()}"
            for operation in migration.operations
            if not operation.reversible
        ]
    assert found == []
    assert seen or not new, "they were read, and not skipped"


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "t" DROP COLUMN "c" CASCADE',
        'ALTER TABLE "t" RENAME COLUMN "c" TO "d"',
        'ALTER TABLE "t" ALTER COLUMN "c" TYPE bigint USING "c"::bigint',
        'ALTER TABLE "t" ALTER COLUMN "c" SET NOT NULL',
        'ALTER TABLE "t" ADD COLUMN "c" integer NOT NULL',
        'ALTER TABLE "t" ALTER COLUMN "c" DROP DEFAULT',
        'ALTER TABLE "t" ADD CONSTRAINT "x" CHECK ("c" > 0)',
        'ALTER TABLE "t" ADD CONSTRAINT "x" UNIQUE ("desk_id", "c")',
        'CREATE INDEX "x" ON "t" ("c")',
        'DROP TABLE "t" CASCADE',
    ],
)
def test_a_planted_step_is_seen_on_an_old_table_alone(statement: str) -> None:
    assert len(list(complaints([statement], old_tables={"t"}))) == 1
    assert list(complaints([statement], old_tables={"other"})) == []


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "t" ADD COLUMN "c" integer NULL',
        'ALTER TABLE "t" ADD COLUMN "c" integer DEFAULT 0 NOT NULL',
        'CREATE INDEX CONCURRENTLY "x" ON "t" ("c")',
        'ALTER TABLE "t" ADD CONSTRAINT "x" CHECK ("c" > 0) NOT VALID',
        'CREATE TABLE "t" ("id" bigint NOT NULL)',
    ],
)
def test_a_safe_step_passes(statement: str) -> None:
    assert list(complaints([statement], old_tables={"t"})) == []


def test_it_waits_a_second_for_a_table_and_tries_again(
    real_db: str, as_owner: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """While somebody holds what it needs; and an index that a kill left half built is gone."""
    as_owner.execute("CREATE TABLE planted AS SELECT 1 AS one UNION ALL SELECT 1")
    with pytest.raises(psycopg2.Error):
        as_owner.execute("CREATE UNIQUE INDEX CONCURRENTLY half_built ON planted (one)")
    as_owner.execute("BEGIN; LOCK TABLE django_migrations")
    ended = threading.Timer(3, as_owner.execute, ["COMMIT"])
    ended.start()
    call_command("migrate", verbosity=0)
    ended.join()
    assert "A table is in use: once more in 2 seconds." in capsys.readouterr().out
    as_owner.execute("SELECT to_regclass('half_built')")
    assert as_owner.fetchone() == (None,)
