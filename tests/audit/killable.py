"""Real servers and real processes of the portal, each of which a test may kill."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import redis

from portal.embedded.binaries import redis_program
from portal.embedded.leash import leashed
from tests.audit.waiting import wait_until
from tests.embedded.stack import PROJECT, free_port


class Killable:
    """A process in a session of its own, started again under the same name and settings."""

    def __init__(
        self,
        command: list[str],
        *,
        environment: Mapping[str, str],
        log: Path,
        user: tuple[int, int] | None = None,
    ) -> None:
        # On a leash: a test run that is itself killed leaves nothing behind.
        self._command = leashed(command, death=signal.SIGKILL, user=user)
        self._environment, self._log = dict(environment), log
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as output:
            self._running = subprocess.Popen(
                self._command,
                cwd=PROJECT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        assert self._running is not None
        return self._running.pid

    def is_alive(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def children(self) -> list[int]:
        """What the process forked."""
        return [
            int(pid)
            for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        ]

    def kill(self) -> None:
        """`kill -9` of the process and all that it forked."""
        if self._running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self._running.wait(timeout=10)

    def told(self) -> str:
        """What it said, for the report of a test that fails."""
        return self._log.read_text(errors="replace")[-9000:]


class Redis(Killable):
    """A Redis without memory: whoever kills it loses what was queued."""

    def __init__(self, folder: Path) -> None:
        self._port = free_port()
        command = [str(redis_program(folder)), "--port", str(self._port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(folder)]
        super().__init__(command, environment={"PATH": os.defpath}, log=folder / "redis.log")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        super().start()
        wait_until(self._answers, seconds=10)

    def _answers(self) -> bool:
        with redis.Redis(port=self._port) as link, suppress(redis.ConnectionError):
            return bool(link.ping())
        return False


def celery(part: str, *options: str, environment: Mapping[str, str], log: Path) -> Killable:
    """A worker or a beat, started as in production, but for how long they wait for Redis."""
    command = [sys.executable, "-m", "celery", "-A", "tests.audit.hasty", "--quiet", part, *options]
    return Killable(command, environment=environment, log=log)
