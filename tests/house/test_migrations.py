"""New migrations run while the old code still serves: docs/operations.md has the rules."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
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


@pytest.mark.django_db
def test_new_migrations_can_run_beside_the_old_code() -> None:
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    new = _new(executor)
    released = [key for key in graph.nodes if graph.nodes[key] not in new]
    before = executor.loader.project_state(released)
    old_tables = {model._meta.db_table for model in before.apps.get_models()}
    assert "clients_client" in old_tables
    assert "operations_failedtask" not in old_tables
    found = []
    for migration in new:
        if getattr(migration, "beside_old_code", ""):
            continue  # a sentence in the migration says why it is safe here
        statements = executor.loader.collect_sql([(migration, False)])
        found += [f"{migration}: {one}" for one in complaints(statements, old_tables=old_tables)]
        found += [
            f"{migration}: cannot be undone: {operation.describe()}"
            for operation in migration.operations
            if not operation.reversible
        ]
    assert found == []


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
