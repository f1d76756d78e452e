"""Facts with a past: what a region is called, where a municipality lies, whose a postcode is."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models

from loketten.tenancy.reference.editions import Edition
from loketten.tenancy.reference.writing import Tally, save_rows

Key = tuple[Any, ...]


def keep_history(
    model: type[models.Model],
    owner: tuple[str, ...],
    wanted: Mapping[Key, Mapping[str, Any]],
    edition: Edition,
) -> Tally:
    """One open row an owner at most: a new value ends the old row the day before it starts."""
    latest: dict[Key, Any] = {
        tuple(getattr(row, name) for name in owner): row
        for row in model._default_manager.order_by("valid_from")
    }
    start = edition.day if latest else edition.since
    new: list[Any] = []
    changed: list[Any] = []
    ended: list[Any] = []
    for key, values in wanted.items():
        row = latest.get(key)
        if row is not None and _holds(row, values, edition.day):
            continue
        if row is not None and row.valid_from == edition.day:
            _correct(row, values)
            changed.append(row)
            continue
        if row is not None and _end(row, edition.day):
            ended.append(row)
        new.append(model(**dict(zip(owner, key, strict=True)), **values, valid_from=start))
    gone = [row for key, row in latest.items() if key not in wanted and row.valid_until is None]
    never_held = [row.pk for row in gone if row.valid_from >= edition.day]
    ended += [row for row in gone if row.pk not in never_held and _end(row, edition.day)]
    # Nothing points at these rows, and a row of this same day was a mistake of the last file.
    model._default_manager.filter(pk__in=never_held).delete()
    save_rows(model, new=new, changed=[*changed, *ended])
    return Tally(len(new), len(changed), len(ended) + len(never_held))


def _holds(row: Any, values: Mapping[str, Any], day: date) -> bool:
    """Whether the stored row already says so on and after the day."""
    if row.valid_until is not None and row.valid_until < day:
        return False
    return all(getattr(row, name) == value for name, value in values.items())


def _correct(row: Any, values: Mapping[str, Any]) -> None:
    row.valid_until = None
    for name, value in values.items():
        setattr(row, name, value)


def _end(row: Any, day: date) -> bool:
    """False when it had ended already."""
    if row.valid_until is not None and row.valid_until < day:
        return False
    row.valid_until = day - timedelta(days=1)
    return True
