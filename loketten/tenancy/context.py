"""Which desk (and which member of it) the running code works for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import connection, transaction


class NoDeskError(RuntimeError):
    """A tenant table was touched outside `at_desk`."""


class OtherDeskError(RuntimeError):
    """A second desk, or a second member, was asked for inside `at_desk`."""


class Place(NamedTuple):
    """Where the code works: the desk, and the signed-in member when there is one."""

    desk_id: int
    member_id: int | None


_place: ContextVar[Place | None] = ContextVar("loketten_place", default=None)


def current_desk_id() -> int:
    """Raises `NoDeskError` outside `at_desk`."""
    place = _place.get()
    if place is None:
        raise NoDeskError("Tenant data is only reachable inside at_desk().")
    return place.desk_id


def leave_desk() -> None:
    """In a copy of a context (`contextvars.copy_context`): from here on no desk is open in it."""
    _place.set(None)


def current_place() -> Place | None:
    """None outside `at_desk`."""
    return _place.get()


@contextmanager
def at_desk(desk_id: int, *, member_id: int | None = None) -> Iterator[None]:
    """Open one desk, in one transaction, for the ORM and for row-level security.

    The same desk may be opened again inside (a savepoint, with the member of the outer one);
    another desk or another member raises `OtherDeskError`.
    """
    outer = _place.get()
    if outer is not None:
        if outer.desk_id != desk_id or member_id not in (None, outer.member_id):
            raise OtherDeskError(f"Desk {desk_id} was asked for inside desk {outer.desk_id}.")
        with transaction.atomic():
            yield
        return
    place = Place(desk_id, member_id)
    is_within = connection.in_atomic_block
    token = _place.set(place)
    try:
        with transaction.atomic():
            _tell_database(place)
            yield
            if is_within:
                # A savepoint's release keeps the setting, so the transaction around it must get
                # it back; after an error the rollback does the same, and so does a commit.
                _tell_database(None)
    finally:
        _place.reset(token)


def _tell_database(place: Place | None) -> None:
    """Transaction-local: a pooled connection never carries a desk into the next transaction."""
    desk = str(place.desk_id) if place else ""
    member = str(place.member_id) if place and place.member_id else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('loketten.desk', %s, true), set_config('loketten.member', %s, true)",
            [desk, member],
        )
