"""Changing a row that a colleague may be changing too, and what the log says of it."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Membership
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from loketten.tenancy.composed import Asked, composed

Row = TypeVar("Row", bound=models.Model)


class ChangedMeanwhile(DomainError):
    """Somebody saved the same page in between; `row` is how it stands now."""

    message = _("Somebody has just changed this. What you typed is still here.")

    def __init__(self, row: Any) -> None:
        super().__init__(self.message)
        self.row = row


class HasGone(DomainError):
    message = _("Somebody deleted this a moment ago. What you typed is still here, to copy.")


class OtherWithKey(DomainError):
    """A form was saved before, and has been changed since: dropping that would lose text."""

    message = _("You saved this form before, with other answers. Save again to make a second one.")


def refuse_other(row: models.Model, columns: dict[str, Any]) -> None:
    """`row` was made by the same form; what was sent now must be what it says."""
    if any(getattr(row, name) != value for name, value in columns.items()):
        raise OtherWithKey


def locked(row: Row) -> Row:
    """The row as it stands now; nobody changes it until this transaction ends.

    Raises `HasGone` when it was deleted since it was read.
    """
    fresh: Row | None = _locking(type(row)).first(pk=row.pk)
    if fresh is None:
        raise HasGone
    return fresh


@cache
def _locking(model: type[models.Model]) -> composed:
    rows = model._base_manager.select_for_update(no_key=True)
    return composed(lambda: rows.filter(pk=Asked("pk")))


def save_changes(
    row: Any,
    columns: dict[str, Any],
    *,
    version: int,
    keys: Iterable[str] = (),
    beside: Sequence[str] = (),
) -> list[str]:
    """Write what differs from the locked row; returns the names of the fields, for the log.

    `keys` are columns that follow from others; `beside` names what differs in rows of its own.

    Raises `ChangedMeanwhile` when the writer had seen another version, unless the row already
    says what she wants: then she pressed twice.
    """
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    if not changed and not beside:
        return []
    if row.version != version:
        raise ChangedMeanwhile(row)
    for name in changed:
        setattr(row, name, columns[name])
    row.version += 1
    row.save(update_fields=[*changed, "version", *keys])
    return [*(name.removesuffix("_id") for name in changed), *beside]


def note_vouched(obj: models.Model, *, by: Membership, fields: list[str]) -> None:
    """Somebody said that nine digits are no citizen service number: who, where, never which."""
    if fields:
        note("bsn.overruled", obj, by=by.actor, changed=fields)
