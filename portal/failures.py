"""What the log keeps of a page or a task that broke."""

import logging  # noqa: TID251  (Django and Celery write to it)
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TextIO


class PlacesOnly(logging.Formatter):
    """Where it broke and never with what: the message of an error quotes rows, and an address may
    be somebody's secret link."""

    def format(self, record: logging.LogRecord) -> str:
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {_where(record)}"]
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([*lines, *_all_places_of(error)])


def write_places(
    stream: TextIO,
    caught: tuple[type[BaseException], BaseException, TracebackType | None],
) -> None:
    """The same, for the messages of our own code."""
    stream.write("\n" + "\n".join(_all_places_of(caught[1])))


def _where(record: logging.LogRecord) -> str:
    """The name of the page, or of the task."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    task = getattr(record, "data", {}).get("name")
    return match.view_name if match else task or "no page of ours"


def _all_places_of(error: BaseException | None) -> Iterator[str]:
    while error:
        yield from _places_of(error)
        error = error.__cause__ or error.__context__


def _places_of(error: BaseException) -> Iterator[str]:
    yield f"  {type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"    {frame.filename}:{frame.lineno} in {frame.name}"
