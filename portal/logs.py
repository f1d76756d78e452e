"""How every line of the log is written: what happened, in which request, for which desk."""

from collections.abc import MutableMapping
from typing import Any

import structlog

from loketten.kit.tracing import request_id
from portal.failures import places_of, write_places


def configure(*, as_json: bool) -> None:
    """For people at a terminal, or one object a line for what collects logs."""
    last: list[Any] = (
        [_places_as_list, structlog.processors.JSONRenderer()]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=write_places)]
    )
    stamp = (
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")
        if as_json
        else structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            _say_where,
            structlog.processors.add_log_level,
            structlog.processors.StackInfoRenderer(),
            structlog.dev.set_exc_info,
            stamp,
            *last,
        ]
    )


def _say_where(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The request and the desk, unless the line names another."""
    # Imported here: settings set up the log before Django's models can be loaded.
    from loketten.tenancy.context import current_place

    place = current_place()
    if request_id.get():
        event.setdefault("request", request_id.get())
    if place:
        event.setdefault("desk", place.desk_id)
    return event


def _places_as_list(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Never the words of an error: they quote rows."""
    caught = event.pop("exc_info", None)
    if caught:
        event["places"] = [line.strip() for line in places_of(caught[1])]
    return event
