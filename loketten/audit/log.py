"""Writing the access log: one plain row, in the transaction of what it records."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

from loketten.audit.actors import Actor, ActorKind
from loketten.audit.models import Entry, PlatformEntry
from loketten.kit.tracing import request_id
from loketten.tenancy.inserting import insert

ROWS_AT_A_TIME = 1_000
_system: ContextVar[Actor | None] = ContextVar("loketten_connected_system", default=None)


@contextmanager
def through(system: Actor) -> Iterator[None]:
    """A connected system acts here. Whichever colleague an action is done for, the log names the
    system: it did it, and she may not even know."""
    token = _system.set(system)
    try:
        yield
    finally:
        _system.reset(token)


def note(
    action: str,
    obj: models.Model | type[models.Model] | None = None,
    *,
    by: Actor,
    shown: Iterable[int] = (),
    changed: Iterable[str] = (),
    outside_caseload: bool = False,
    reason: str = "",
) -> None:
    """Add one row to the current desk's log; when it fails, so does what it records.

    `shown` are ids of clients, or of rows of the model that stands in the place of `obj`.
    """
    insert(
        Entry(
            **_columns(action, obj, by),
            shown_ids=sorted(shown),
            changed_fields=sorted(changed),
            is_outside_caseload=outside_caseload,
            reason=reason,
        )
    )


def note_each(action: str, rows: Iterable[tuple[models.Model, bool]], *, by: Actor) -> None:
    """A row for each, in few statements; beside each whether it is outside the caseload."""
    Entry.objects.bulk_create(
        (Entry(**_columns(action, row, by), is_outside_caseload=outside) for row, outside in rows),
        batch_size=ROWS_AT_A_TIME,
    )


def note_platform(
    action: str,
    obj: models.Model | type[models.Model] | None = None,
    *,
    by: Actor,
    shown: Iterable[int] = (),
    changed: Iterable[str] = (),
    reason: str = "",
) -> None:
    """Add one row to the log of what happens outside any desk; `shown` are ids of people."""
    PlatformEntry.objects.create(
        **_columns(action, obj, by),
        shown_ids=sorted(shown),
        changed_fields=sorted(changed),
        reason=reason,
    )


def _columns(
    action: str, obj: models.Model | type[models.Model] | None, by: Actor
) -> dict[str, object]:
    if by.kind == ActorKind.MEMBER:
        by = _system.get() or by
    return {
        "action": action,
        "actor_kind": by.kind,
        "actor_id": by.id,
        "object_kind": obj._meta.label_lower if obj else "",
        "object_id": obj.pk if isinstance(obj, models.Model) else None,
        "request_id": request_id.get(),
    }
