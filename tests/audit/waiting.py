"""Waiting for another process: bounded, and loud when it was in vain."""

import time
from collections.abc import Callable


def wait_until(happened: Callable[[], object], *, seconds: float, every: float = 0.05) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"it did not happen in {seconds:.0f} s"
        time.sleep(every)
