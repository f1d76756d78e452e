"""Queries that are composed once and asked many times.

Django takes longer to compose the question of a large page than PostgreSQL to answer it. Here the
statement is kept by the process, and only what differs is filled in each time: what the caller
asks, and what holds at that moment, such as the desk that is open.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar, copy_context
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql import DeleteQuery, Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from loketten.tenancy.context import leave_desk
from loketten.tenancy.postgresql.prepared import Repeated

_composes: ContextVar[bool] = ContextVar("loketten_composes", default=False)
# What no statement may keep: it would be that of whoever came first. Numbers and words of our own
# code are all right.
_FLEETING = (date, UUID, models.Model)


class BakedInError(RuntimeError):
    """A composed query would keep a value that is only right today, or only for one person."""


@dataclass(frozen=True)
class _Hole:
    """In the place of a value, until the statement is asked."""

    fill: Callable[[Mapping[str, Any]], Any]


class Current(models.Expression):
    """What a function of ours answers at the moment at which a query is asked, so that no query
    outlives its desk or its day."""

    def __init__(self, answer: Callable[[], Any], output_field: "models.Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.answer = answer

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any]]:
        return "%s", (_Hole(lambda _: self.answer()) if _composes.get() else self.answer(),)


class Asked(models.Expression):
    """What whoever asks fills in, by name."""

    def __init__(self, name: str, output_field: "models.Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any]]:
        return "%s", (_Hole(lambda told: told[self.name]),)


class IsAmong(models.Func):
    """A value in an array: `id = ANY (ARRAY (...))`. An array of any length is one statement."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY ("
    output_field = models.BooleanField()


TODAY: Any = Current(timezone.localdate, models.DateField())
MOMENT: Any = Current(timezone.now, models.DateTimeField())


@dataclass(frozen=True)
class _Statement:
    queryset: Any
    compiler: Any
    sql: Repeated
    params: tuple[Any, ...]

    def filled(self, told: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(one.fill(told) if isinstance(one, _Hole) else one for one in self.params)


class _Composed:
    """A query of a function that returns a queryset; it is called once in each process.

    So it takes no arguments: what differs stands in it as `Asked`, `TODAY` or `MOMENT`. A slice
    belongs in it too.
    """

    kind: type[Query]

    def __init__(self, queryset: Callable[[], Any]) -> None:
        self._queryset = queryset
        self._kept: _Statement | None = None

    def _statement(self) -> _Statement:
        self._kept = self._kept or copy_context().run(_compose, self._queryset, self.kind)
        return self._kept


class composed(_Composed):  # noqa: N801  (a decorator)
    """To read."""

    kind = Query

    def rows(self, **told: Any) -> list[Any]:
        """What the queryset would give: models, tuples or dicts."""
        kept = self._statement()
        filled = kept.filled(told)
        compiler = copy(kept.compiler)
        compiler.connection = connections[compiler.using]
        if kept.queryset.query.select_for_update and compiler.connection.get_autocommit():
            # Django looks only when it composes.
            raise TransactionManagementError("Rows are locked in a transaction.")
        compiler.as_sql = lambda *_, **__: (kept.sql, filled)
        queryset = kept.queryset.all()
        queryset.query.get_compiler = lambda *_, **__: compiler
        return list(queryset)

    def first(self, **told: Any) -> Any:
        """None when there is no row; ask for one at most."""
        return next(iter(self.rows(**told)), None)


class composed_delete(_Composed):  # noqa: N801  (a decorator)
    """To delete. Nothing is looked up first, so no row may point at these but by a key of the
    database."""

    kind = DeleteQuery

    def __call__(self, **told: Any) -> None:
        kept = self._statement()
        with connections[kept.compiler.using].cursor() as cursor:
            cursor.execute(kept.sql, kept.filled(told))


def _compose(make: Callable[[], Any], kind: type[Query]) -> _Statement:
    """In a context of its own, where no desk is open: that of whoever asked first stays out."""
    _composes.set(True)
    leave_desk()
    queryset = make()
    compiler = queryset.query.chain(kind).get_compiler(using=queryset.db)
    sql, params = compiler.as_sql()
    if kind is Query:
        converters = compiler.get_converters(
            [column for column, *_ in compiler.select[: compiler.col_count]]
        )
        compiler.get_converters = lambda _: converters
    if baked := [one for one in params if isinstance(one, _FLEETING)]:
        raise BakedInError(f"Ask for {baked!r} with Asked, TODAY or MOMENT.")
    holes = [place for place, one in enumerate(params) if isinstance(one, _Hole)]
    return _Statement(queryset, compiler, Repeated(sql, holes), tuple(params))
