"""Brings tables in line with a file, touching only the rows that differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models

from loketten.tenancy.reference.editions import Edition

BATCH = 2000


@dataclass(frozen=True)
class Tally:
    """What a load did to one list."""

    new: int = 0
    changed: int = 0
    ended: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.new + other.new, self.changed + other.changed, self.ended + other.ended)

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.ended} ended"


def upsert(
    model: type[models.Model],
    identity: str,
    wanted: Mapping[Any, Mapping[str, Any]],
    edition: Edition,
    *,
    whole: models.Q | None = None,
) -> Tally:
    """Rows that carry their own validity: adds, changes, and ends what left the file.

    `whole` limits the ending to the part of the table for which the file speaks. A value of a
    stored row that the file does not name stays as it is.
    """
    rows = model._default_manager
    stored = {getattr(row, identity): row for row in rows.all()}
    start = edition.day if stored else edition.since
    new = [
        model(**{identity: key, "valid_from": start, **values})
        for key, values in wanted.items()
        if key not in stored
    ]
    changed = [
        stored[key]
        for key, values in wanted.items()
        if key in stored and _apply(stored[key], {**_reopened(stored[key], edition), **values})
    ]
    left = rows.filter(whole or models.Q(), valid_until=None, valid_from__lte=edition.day)
    ended: list[Any] = [row for row in left if getattr(row, identity) not in wanted]
    for row in ended:
        # Others may point at the row, so it stays, if need be valid for its first day alone.
        row.valid_until = max(row.valid_from, edition.day - timedelta(days=1))
    save_rows(model, new=new, changed=[*changed, *ended])
    return Tally(len(new), len(changed), len(ended))


def _reopened(row: Any, edition: Edition) -> dict[str, Any]:
    """A row that had ended before this edition and stands in it again."""
    has_ended = row.valid_until is not None and row.valid_until <= edition.day
    return {"valid_until": None} if has_ended else {}


def _apply(row: models.Model, values: Mapping[str, Any]) -> bool:
    """True when something differed."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def save_rows(
    model: type[models.Model], *, new: list[Any] | None = None, changed: list[Any] | None = None
) -> None:
    """One INSERT for what is new, one INSERT ... ON CONFLICT for what exists."""
    names = [field.name for field in model._meta.local_concrete_fields if not field.primary_key]
    rows = model._default_manager
    if changed:
        rows.bulk_create(
            changed,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=names,
        )
    if new:
        rows.bulk_create(new, batch_size=BATCH)
