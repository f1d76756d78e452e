"""Sees to it that one `make run` at a time uses a state folder."""

import fcntl
import json
import os
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from typing import Self

from portal.embedded.console import RefusalError
from portal.embedded.ports import LOOPBACK

# As long as a supervisor may take to notice that one of its processes is gone.
_NOTICING_SECONDS = 1.0
_PATIENCE = {"starting": 180.0, "serving": 20.0, "stopping": 20.0}


class Occupancy:
    """A lock on the state folder that says what its holder is doing; the kernel frees it."""

    def __init__(self, state: Path) -> None:
        self._path = state / "lock"
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)

    def take(self) -> bool:
        """Whether the folder is ours now."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def tell(self, phase: str, *, port: int | None = None) -> None:
        """Let a second `make run` know how far we are."""
        told = json.dumps({"phase": phase, "port": port, "pid": os.getpid()}).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, told, 0)

    def take_or_find_served(self, say: Callable[[str], None]) -> int | None:
        """None once the folder is ours; the port when somebody else serves from it in health."""
        announced = ""
        since = time.monotonic()
        while not self.take():
            phase, port, pid = self._told()
            if phase == "serving" and port and is_ready(port):
                time.sleep(_NOTICING_SECONDS)
                if self._told() == (phase, port, pid):
                    return port
                continue
            if phase != announced:
                announced, since = phase, time.monotonic()
                say(f"Waiting for the `make run` (process {pid}) that is {phase} here")
            if time.monotonic() - since > _PATIENCE[phase]:
                raise RefusalError(
                    f"Another `make run` (process {pid}) has been {phase} here for too long: "
                    f"stop it with `kill {pid}`, then try again."
                )
            time.sleep(0.2)
        return None

    def _told(self) -> tuple[str, int | None, int | None]:
        try:
            told = json.loads(self._path.read_text())
        except ValueError:
            return "starting", None, None
        return told["phase"], told["port"], told["pid"]


def is_ready(port: int) -> bool:
    """Whether the portal on that port says that it can serve."""
    link = HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        link.request("GET", "/health/ready", headers={"Host": "localhost"})
        return link.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        link.close()
