"""What the log keeps of a page that broke."""

import logging  # noqa: TID251  (Django writes to it)
import traceback
from collections.abc import Iterator


class PlacesOnly(logging.Formatter):
    """Where it broke and never with what: the message of an error quotes rows, and an address may
    be somebody's secret link."""

    def format(self, record: logging.LogRecord) -> str:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        page = match.view_name if match else "no page of ours"
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {page}"]
        error = record.exc_info[1] if record.exc_info else None
        while error:
            lines += _places_of(error)
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def _places_of(error: BaseException) -> Iterator[str]:
    yield f"  {type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"    {frame.filename}:{frame.lineno} in {frame.name}"
