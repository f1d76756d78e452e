"""Effects that follow a committed write, delivered at least once by the relay.

An effect runs in the transaction that marks its row delivered: what it does in our database
happens once. A mail may leave twice when the worker dies right after sending, always with the
Message-ID of its row. A try counts before it begins: an effect that kills its worker waits longer
each time too, and stops nobody else.

An effect that may take minutes says what is to be done when it comes to nothing three times. A desk
has one of those at a time. Those that are long for what they are about to do stand in one line for
the whole portal, in the order in which they were written, so that of the tasks that a worker does
side by side one is always free for what is short.

The lock on its row is what says that an effect runs: it goes with the connection of a worker that
dies, and until then a second delivery does nothing, however long the first one takes.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any, NamedTuple

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from loketten.audit.models import Outbox, PlatformOutbox
from loketten.tenancy.cache import shared_cache
from loketten.tenancy.context import at_desk, current_desk_id, current_place

Effect = Callable[..., None]
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
# After this many doublings the wait is the longest; without an end they overflow.
DOUBLINGS = 10
# Some four hours in. It goes on trying, once an hour, but somebody must look.
STUCK_AFTER = 12
# What a try says that never came to its end.
DIED = "died"
TRIES_OF_HEAVY_ONE = 3
# The numbers of the rows in line, and nothing of what they are about; a relay writes it anew.
_LINE, _LINE_SECONDS = "outbox.line", 60

log = structlog.get_logger()
_effects: dict[str, Effect] = {}
# Of the heavy ones: what runs in their place when they came to nothing too often.
_in_the_end: dict[str, Effect] = {}
# Whether one is long, by its arguments, at its desk; a heavy one that does not say so always is.
_is_long: dict[str, Callable[..., bool]] = {}


class OthersTurn(Exception):
    """Another heavy effect runs now."""


class Due(NamedTuple):
    """A row that should be delivered; a heavy one is no work for who has others to deliver."""

    row_id: int
    is_heavy: bool
    is_long: bool


class Standing(NamedTuple):
    """How far a row is that was not delivered yet, and how many long ones come before it."""

    has_begun: bool
    ahead: int


def effect(
    name: str,
    *,
    in_the_end: Effect | None = None,
    is_long: Callable[..., bool] | None = None,
) -> Callable[[Effect], Effect]:
    """Register what an outbox row does: called with `message_id` and the row's arguments. With
    `in_the_end`, called the same way, it is a heavy one; `is_long` gets the arguments alone."""

    def register(function: Effect) -> Effect:
        _effects[name] = function
        if in_the_end:
            _in_the_end[name] = in_the_end
        if is_long:
            _is_long[name] = is_long
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
    transaction.on_commit(lambda: wake(desk_id, row.pk), robust=True)


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
            _do(desk_id, row)
            if row.effect in _in_the_end:
                transaction.on_commit(_call_next, robust=True)
            _rows(desk_id).filter(pk=row_id).update(delivered_at=Now(), last_error="")
    except OthersTurn:
        _put_back(desk_id, row_id, number)
        return False
    except Exception as error:
        # Whatever an effect raises, the row must wait its turn and not stop the others.
        _tell(desk_id, row_id, number, type(error).__name__)
        return False
    return True


def due(desk_id: int | None, *, limit: int = 200) -> list[Due]:
    """Rows that wait in line, or that a crash or a failure left behind."""
    with _open(desk_id):
        waiting = _waiting(desk_id).filter(next_try_at__lte=Now())
        rows = waiting.order_by("next_try_at", "id")[:limit]
        return [Due(row.pk, row.effect in _in_the_end, _may_take_long(row)) for row in rows]


def stand_in_line(row_ids: Iterable[int]) -> None:
    """The long ones of all desks, the next one first. Without Redis there is no line, and whoever
    comes at the right moment has the turn."""
    shared_cache.set(_LINE, list(row_ids), seconds=_LINE_SECONDS)


def standing(name: str, /, **arguments: int | str) -> Standing | None:
    """Of the newest row of this desk that is about these arguments; None when it is done."""
    about = _waiting(current_desk_id()).filter(effect=name, arguments__contains=arguments)
    row = about.order_by("-pk").first()
    if row is None:
        return None
    line = _line()
    return Standing(row.last_error == DIED, line.index(row.pk) if row.pk in line else 0)


def _begin(desk_id: int | None, row_id: int) -> int | None:
    """Count a try, committed before its effect starts; until the next one it is left alone. Its
    number, or None when it is nobody's turn."""
    with _open(desk_id):
        at_its_turn = _waiting(desk_id).filter(pk=row_id, next_try_at__lte=Now())
        row = at_its_turn.select_for_update(skip_locked=True).first()
        if row is None or not _has_turn(desk_id, row):
            return None
        number: int = row.tries + 1
        wait = min(FIRST_WAIT * 2 ** min(row.tries, DOUBLINGS), LONGEST_WAIT)
        at_its_turn.update(tries=number, next_try_at=Now() + wait, last_error=DIED)
    if row.last_error == DIED:
        log.error("outbox.died", desk=desk_id, row=row_id, tries=row.tries)
    return number


def _do(desk_id: int | None, row: Any) -> None:
    if not _has_turn(desk_id, row):
        raise OthersTurn
    is_too_much = row.effect in _in_the_end and row.tries > TRIES_OF_HEAVY_ONE
    act = (_in_the_end if is_too_much else _effects)[row.effect]
    act(message_id=row.message_id, **row.arguments)


def _has_turn(desk_id: int | None, row: Any) -> bool:
    """Held until the transaction ends, however it ends."""
    if row.effect not in _in_the_end:
        return True
    if not _is_free("outbox.heavy", desk_id or 0):
        return False
    if not _may_take_long(row):
        return True
    line = _line()
    is_next = row.pk not in line or line[0] == row.pk
    return is_next and _is_free("outbox.long", 0)


def _is_free(what: str, which: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", [what, which])
        is_free: bool = cursor.fetchone()[0]
    return is_free


def _may_take_long(row: Any) -> bool:
    """At its desk, which is open. A heavy one that does not tell is long."""
    if row.effect not in _in_the_end:
        return False
    tells = _is_long.get(row.effect)
    return tells(**row.arguments) if tells else True


def _line() -> list[int]:
    found = shared_cache.get(_LINE)
    return found if isinstance(found, list) else []


def _put_back(desk_id: int | None, row_id: int, number: int) -> None:
    """It did not begin, so it is no try."""
    with _open(desk_id):
        begun = _waiting(desk_id).filter(pk=row_id, tries=number)
        begun.update(tries=F("tries") - 1, next_try_at=Now() + FIRST_WAIT, last_error="")


def _tell(desk_id: int | None, row_id: int, number: int, error: str) -> None:
    """Unless another try began: who stood still until the database hung up comes back to find the
    row in other hands."""
    with _open(desk_id):
        row = _waiting(desk_id).filter(pk=row_id, tries=number).first()
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


def wake(desk_id: int | None, row_id: int) -> None:
    """Only a hint: the relay finds the row when Redis is away."""
    from loketten.audit.tasks import deliver_row

    deliver_row.apply_async([desk_id, row_id], retry=False)


def _call_next() -> None:
    """Whoever is next in line begins now, and not when beat comes round."""
    from loketten.audit.tasks import relay_all

    relay_all.apply_async(retry=False)
