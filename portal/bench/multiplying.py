"""Copies the rows of a table many times over, in the database itself.

A plan is a table that says how many copies each row gets; children follow the plan of their
parent, and their keys move along with the copy of the parent. Triggers and keys are off meanwhile
(the caller says so), so tables are copied in any order and at the same time, and what is wrong here
is only found by who looks: the tests do.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from psycopg2 import sql


@dataclass(frozen=True)
class Table:
    """`by` is the column that stands in the plan; `moves` names, per column, the table whose copy
    it points at; `says` is the SQL of what a copy has otherwise, over `t` and `k`."""

    name: str
    plan: str
    by: str = "id"
    moves: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    joins: str = ""


def make_plan(cursor: Any, name: str, rows: str, *, share: float) -> None:
    """A plan with `share` copies for each row on average; `rows` is SQL that gives ids."""
    whole, part = int(share), share - int(share)
    cursor.execute(
        f"CREATE TABLE {name} AS SELECT key, "
        "%s + (abs(hashint8(id) %% 1000) < %s)::int AS n "
        f"FROM ({rows}) AS of_these (key, id)",
        [whole, round(part * 1000)],
    )
    cursor.execute(f"ANALYZE {name}")


def multiply(cursor: Any, table: Table, strides: Mapping[str, int]) -> int:
    """Insert the copies; how many there are."""
    columns = _columns(cursor, table.name)
    chosen = [_copied(name, kind, table, strides) for name, kind in columns.items()]
    cursor.execute(
        sql.SQL(
            "INSERT INTO {table} ({columns}) SELECT {chosen} FROM {table} AS t "
            "JOIN {plan} AS plan ON plan.key = t.{by} " + table.joins + " "
            "CROSS JOIN LATERAL generate_series(1, plan.n) AS k"
        ).format(
            table=sql.Identifier(table.name),
            columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
            chosen=sql.SQL(", ").join(chosen),
            plan=sql.SQL(table.plan),
            by=sql.Identifier(table.by),
        )
    )
    made: int = cursor.rowcount
    if "id" in columns:
        cursor.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {}").format(
                sql.Identifier(table.name)
            ),
            [table.name],
        )
    return made


def stride(cursor: Any, table: str) -> int:
    """So far apart stand the ids of two copies of one row."""
    cursor.execute(sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(table)))
    found: int = cursor.fetchone()[0]
    return found


@contextmanager
def in_bulk(cursor: Any, table: str) -> Iterator[None]:
    """One transaction in which a table is filled many times faster than row by row.

    CLUSTER gives it a new file, and what goes into a file of the same transaction is not logged.
    Its indexes stand still until REINDEX makes each from the whole table, which proves what is
    unique, and lets them count again.
    """
    cursor.execute("BEGIN")
    cursor.execute(
        "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = %s::regclass AND indisprimary",
        [table],
    )
    cursor.execute(f"CLUSTER {table} USING {cursor.fetchone()[0]}")
    cursor.execute(
        "UPDATE pg_index SET indisready = false, indisvalid = false WHERE indrelid = %s::regclass",
        [table],
    )
    yield
    cursor.execute(f"REINDEX TABLE {table}")
    cursor.execute("COMMIT")


def _columns(cursor: Any, table: str) -> dict[str, str]:
    """With their types; without those that the database makes itself."""
    cursor.execute(
        "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attnum > 0 "
        "AND attrelid = %s::regclass AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return dict(cursor.fetchall())


def _copied(name: str, kind: str, table: Table, strides: Mapping[str, int]) -> sql.Composable:
    if name in table.says:
        return sql.SQL(table.says[name])
    column = sql.SQL("t.") + sql.Identifier(name)
    target = table.name if name == "id" else table.moves.get(name)
    if target:
        return column + sql.SQL(" + k * ") + sql.Literal(strides[target])
    if kind == "uuid":  # the same in every table that names it
        return sql.SQL("md5({}::text || ' ' || k)::uuid").format(column)
    return column
