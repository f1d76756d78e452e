"""Refuses a write by somebody who has not seen the newest version of the row."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError


class ChangedMeanwhile(DomainError):
    """`stored` is what the row says now."""

    message = _("A colleague changed this a moment ago. See what is different and save again.")

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__()
        self.stored = dict(stored)


def fingerprint(values: Mapping[str, Any]) -> str:
    """The same for the same values, whatever their order."""
    text = json.dumps(values, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def refuse_unseen(stored: Mapping[str, Any], wanted: Mapping[str, Any], seen: str) -> None:
    """Call with the row locked. A missing fingerprint counts as not seen; who asks for what
    stands there already (a second press of the button) is not bothered."""
    if seen != fingerprint(stored) and fingerprint(wanted) != fingerprint(stored):
        raise ChangedMeanwhile(stored)


def save_seen(
    row: Model, values: Mapping[str, Any], *, seen: str, also: Mapping[str, Any] | None = None
) -> list[str]:
    """Call with the row locked. Writes what differs, and `also` beside it; returns the names of
    what differed."""
    stored = {name: getattr(row, name) for name in values}
    refuse_unseen(stored, values, seen)
    changed = {name: value for name, value in values.items() if stored[name] != value}
    if changed:
        wanted = {**changed, **(also or {})}
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save(update_fields=list(wanted))
    return list(changed)
