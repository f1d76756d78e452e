"""Effects that follow a committed write, delivered at least once by the relay.

An effect runs in the transaction that marks its row delivered: what it does in our database
happens once. A mail may leave twice when the worker dies right after sending, always with the
Message-ID of its row. A try counts before it begins: an effect that kills its worker waits longer
each time too, and stops nobody else.

An effect that may take minutes says what is to be done when it comes to nothing three times. Such
effects take turns, one at a time in the whole portal, so that of the tasks that a worker does side
by side one is always free for the others.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from loketten.audit.models import Outbox, PlatformOutbox
from loketten.tenancy.context import at_desk, current_place

Effect = Callable[..., None]
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
# After this many doublings the wait is the longest; without an end they overflow.
DOUBLINGS = 10
# Some four hours in. It goes on trying, once an hour, but somebody must look.
STUCK_AFTER = 12
# What a try says that never came to its end.
DIED = "died"
TRIES_OF_LONG_ONE = 3

log = structlog.get_logger()
_effects: dict[str, Effect] = {}
# Of the long ones: what runs in their place when they came to nothing too often.
_in_the_end: dict[str, Effect] = {}


class OthersTurn(Exception):
    """Another long effect runs now."""


def effect(name: str, *, in_the_end: Effect | None = None) -> Callable[[Effect], Effect]:
    """Register what an outbox row does: called with `message_id` and the row's arguments. With
    `in_the_end`, called the same way, it is a long one."""

    def register(function: Effect) -> Effect:
        _effects[name] = function
        if in_the_end:
            _in_the_end[name] = in_the_end
        return function

    return register


def add(name: str, /, **arguments: int | str) -> None:
    """Write an effect in the running transaction: at the current desk, else at the platform."""
    if name not in _effects:
        raise LookupError(f"No effect is called '{name}'.")
    place = current_place()
    model = Outbox if place else PlatformOutbox
    row = model.objects.create(effect=name, arguments=arguments)
    desk_id = place.desk_id if place else None
    transaction.on_commit(lambda: _wake(desk_id, row.pk), robust=True)


def deliver(desk_id: int | None, row_id: int) -> bool:
    """Deliver one row unless it is done, must wait, or is in other hands; a failure is tried
    again later."""
    number = _begin(desk_id, row_id)
    if number is None:
        return False
    try:
        with _open(desk_id):
            # Who came too late for this try has the row locked for as long as he needs to see so:
            # we wait for him, and leave the row alone when somebody began another try.
            row = _waiting(desk_id).select_for_update().filter(pk=row_id, tries=number).first()
            if row is None:
                return False
            _do(row)
            _rows(desk_id).filter(pk=row_id).update(delivered_at=Now(), last_error="")
    except OthersTurn:
        _put_back(desk_id, row_id)
        return False
    except Exception as error:
        # Whatever an effect raises, the row must wait its turn and not stop the others.
        _tell(desk_id, row_id, type(error).__name__)
        return False
    return True


def due(desk_id: int | None, *, limit: int = 200) -> list[int]:
    """Rows that a crash or a failure left behind."""
    with _open(desk_id):
        waiting = _waiting(desk_id).filter(next_try_at__lte=Now())
        return list(waiting.order_by("next_try_at", "id").values_list("pk", flat=True)[:limit])


def _begin(desk_id: int | None, row_id: int) -> int | None:
    """Count a try, committed before its effect starts; until the next one it is left alone. Its
    number, or None when it is nobody's turn."""
    with _open(desk_id):
        at_its_turn = _waiting(desk_id).filter(pk=row_id, next_try_at__lte=Now())
        row = at_its_turn.select_for_update(skip_locked=True).first()
        if row is None or not _has_turn(row):
            return None
        number: int = row.tries + 1
        wait = min(FIRST_WAIT * 2 ** min(row.tries, DOUBLINGS), LONGEST_WAIT)
        at_its_turn.update(tries=number, next_try_at=Now() + wait, last_error=DIED)
    if row.last_error == DIED:
        log.error("outbox.died", desk=desk_id, row=row_id, tries=row.tries)
    return number


def _do(row: Any) -> None:
    if not _has_turn(row):
        raise OthersTurn
    is_too_much = row.effect in _in_the_end and row.tries > TRIES_OF_LONG_ONE
    act = (_in_the_end if is_too_much else _effects)[row.effect]
    act(message_id=row.message_id, **row.arguments)


def _has_turn(row: Any) -> bool:
    """Held until the transaction ends, however it ends."""
    if row.effect not in _in_the_end:
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('outbox.long'))")
        has_it: bool = cursor.fetchone()[0]
    return has_it


def _put_back(desk_id: int | None, row_id: int) -> None:
    """It did not begin, so it is no try."""
    with _open(desk_id):
        begun = _waiting(desk_id).filter(pk=row_id, last_error=DIED)
        begun.update(tries=F("tries") - 1, next_try_at=Now() + FIRST_WAIT, last_error="")


def _tell(desk_id: int | None, row_id: int, error: str) -> None:
    with _open(desk_id):
        row = _waiting(desk_id).filter(pk=row_id).first()
        if row is not None:
            tell = log.error if row.tries > STUCK_AFTER else log.warning
            tell("outbox.failed", desk=desk_id, row=row_id, error=error, tries=row.tries)
            _rows(desk_id).filter(pk=row_id).update(last_error=error[:200])


def _rows(desk_id: int | None) -> Any:
    return (Outbox if desk_id else PlatformOutbox).objects.all()


def _waiting(desk_id: int | None) -> Any:
    return _rows(desk_id).filter(delivered_at__isnull=True)


def _open(desk_id: int | None) -> AbstractContextManager[None]:
    return at_desk(desk_id) if desk_id else transaction.atomic()


def _wake(desk_id: int | None, row_id: int) -> None:
    """Only a hint: the relay finds the row when Redis is away."""
    from loketten.audit.tasks import deliver_row

    deliver_row.apply_async([desk_id, row_id], retry=False)
