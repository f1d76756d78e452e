"""One voice for every step: short lines, at once, in the shape of the log."""

import os
import sys
import time

WIDTH = 8
_STARTED = float(os.environ.setdefault("LOKETTEN_STARTED_AT", str(time.monotonic())))


class RefusalError(Exception):
    """A reason to stop, told in one sentence that says what to do."""


def line(name: str, text: str) -> str:
    """The shape that every line of the log has."""
    return f"{name:<{WIDTH}} | {text}\n"


def say(text: str) -> None:
    """Tell the person at the terminal what happens now."""
    show(line("portal", text))


def show(text: str) -> None:
    """Write to the terminal; a closed one (`make run | head`) is no reason to stop."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        pass


def last_line(text: str) -> str:
    """What a program said last, which is mostly why it stopped."""
    return (text.strip().splitlines() or ["nothing"])[-1]


def elapsed() -> float:
    """Seconds since `make` asked for something, across the change of interpreter."""
    return time.monotonic() - _STARTED
