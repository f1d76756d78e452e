"""What the log keeps of a page or a task that broke."""

import json
import logging  # noqa: TID251  (Django and Celery write to it)
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from loketten.kit.tracing import request_id

_SERVERS = ("celery.worker", "celery.beat", "celery.concurrency", "kombu", "_granian")


class PlacesOnly(logging.Formatter):
    """Where it broke and never with what: the message of an error quotes rows, and an address may
    be somebody's secret link."""

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {_where(record)}"
        lines = [f"{head} request={request_id.get()}" if request_id.get() else head]
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([*lines, *places_of(error)])


class PlacesAsJson(PlacesOnly):
    """The same in one object a line; what servers say of themselves is told as they say it."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        is_server = record.name.startswith(_SERVERS) and error is None
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            # What follows its first line is the trace of an error, with the error's words.
            "event": record.getMessage().partition("\n")[0] if is_server else _where(record),
            "logger": record.name,
            "request": request_id.get(),
            "places": [place.strip() for place in places_of(error)],
        }
        return json.dumps({name: told for name, told in line.items() if told})


def write_places(
    stream: TextIO,
    caught: tuple[type[BaseException], BaseException, TracebackType | None],
) -> None:
    """The same, for the messages of our own code."""
    stream.write("\n" + "\n".join(places_of(caught[1])))


def _where(record: logging.LogRecord) -> str:
    """The name of the page, or of the task."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    task = getattr(record, "data", {}).get("name")
    return match.view_name if match else task or "no page of ours"


def places_of(error: BaseException | None) -> Iterator[str]:
    """An error and those behind it: their kinds, and the lines of code."""
    while error:
        yield from _each_place(error)
        error = error.__cause__ or error.__context__


def _each_place(error: BaseException) -> Iterator[str]:
    yield f"  {type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"    {frame.filename}:{frame.lineno} in {frame.name}"
