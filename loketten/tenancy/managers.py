"""Querysets that see one desk."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

from loketten.tenancy.context import OtherDeskError, current_desk_id

Row = TypeVar("Row", bound=models.Model, covariant=True)


class CurrentDesk(models.Expression):
    """The desk at the moment the SQL is compiled, so that no queryset outlives its desk."""

    output_field = models.BigIntegerField()

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **kwargs: Any
    ) -> tuple[str, list[int]]:
        return "%s", [current_desk_id()]


class DeskQuerySet(models.QuerySet[Row]):
    def update(self, **kwargs: Any) -> int:
        if {"desk", "desk_id"} & kwargs.keys():
            raise OtherDeskError("A row never moves to another desk.")
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]


class DeskManager(models.Manager.from_queryset(DeskQuerySet)[Row]):  # type: ignore[misc]
    """Adds `desk = the current desk` to every query; outside `at_desk` it raises `NoDeskError`."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(desk_id=CurrentDesk())

    @classmethod
    def of(cls, queryset_class: type[models.QuerySet[Any]]) -> Self:
        """A manager with the methods of `queryset_class`."""
        return cls.from_queryset(queryset_class)()
