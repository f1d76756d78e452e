"""New rows, by a statement that is composed once.

Django composes an INSERT anew for each row, and PostgreSQL plans it anew: together that takes
longer than writing the row. What is written most is therefore prepared: the row of the access log
behind each page that shows somebody, and talks.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery

from loketten.tenancy.postgresql.prepared import Repeated

Row = TypeVar("Row", bound=models.Model)


class _Statement(NamedTuple):
    sql: Repeated
    written: list["models.Field[Any, Any]"]
    returned: list["models.Field[Any, Any]"]


def insert(row: Row) -> Row:
    """As `save`, of a row that is new and holds plain values, without signals.

    What the database fills in comes back: its number, and columns with a default there, whatever
    the row says.
    """
    with transaction.mark_for_rollback_on_error():
        statement = _statement(type(row), rows=1)
        _write(statement, _values(statement, row), [row])
    return row


def insert_all(rows: Sequence[models.Model]) -> None:
    """As `insert`, of rows of one model that has no arrays, in one statement however many."""
    if not rows:
        return
    with transaction.mark_for_rollback_on_error():
        statement = _statement(type(rows[0]), rows=2)
        columns = zip(*(_values(statement, row) for row in rows), strict=True)
        _write(statement, [list(column) for column in columns], rows)


def _values(statement: _Statement, row: models.Model) -> list[Any]:
    return [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field in statement.written
    ]


def _write(statement: _Statement, values: list[Any], rows: Sequence[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, values)
        for row, answered in zip(rows, cursor.fetchall(), strict=True):
            for field, value in zip(statement.returned, answered, strict=True):
                setattr(row, field.attname, value)
            row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(model: type[models.Model], *, rows: int) -> _Statement:
    returned = [*model._meta.db_returning_fields]
    written = [one for one in model._meta.concrete_fields if one not in returned]
    query = InsertQuery(model)
    # Of values of nobody: only the text is kept. Of two rows Django gives each column as an array,
    # so that text is the same for any number of rows.
    query.insert_values(written, [model()] * rows, raw=True)
    compiler = query.get_compiler(connection=connection)
    compiler.returning_fields = returned
    [(sql, values)] = compiler.as_sql()
    if len(values) != len(written):
        raise TypeError(f"{model.__name__} has columns that cannot be told as arrays.")
    return _Statement(Repeated(sql, range(len(written))), written, returned)
