"""Querysets that see one desk."""

from functools import cache
from typing import Any, TypeVar

from django.db import models

from loketten.tenancy.composed import Current
from loketten.tenancy.context import OtherDeskError, current_desk_id

Row = TypeVar("Row", bound=models.Model, covariant=True)


CURRENT_DESK: Any = Current(current_desk_id, models.BigIntegerField())


class DeskQuerySet(models.QuerySet[Row]):
    def update(self, **kwargs: Any) -> int:
        if {"desk", "desk_id"} & kwargs.keys():
            raise OtherDeskError("A row never moves to another desk.")
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]


class DeskManager(models.Manager[Row]):
    """Adds `desk = the current desk` to every query; outside `at_desk` it raises `NoDeskError`."""

    _queryset_class = DeskQuerySet

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        if rows._db or rows._hints:
            return rows.filter(desk_id=CURRENT_DESK)
        return _of_desk(rows.__class__, rows.model).all()


@cache
def _of_desk(kind: Any, model: type[models.Model]) -> Any:
    """The condition names no desk, so it is composed once; which desk it is, is told when asked."""
    return kind(model).filter(desk_id=CURRENT_DESK)
