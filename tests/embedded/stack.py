"""A whole portal of its own for a test: started like a person does, and killed unlike one."""

import itertools
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from portal.embedded.ports import is_free

PROJECT = Path(__file__).resolve().parents[2]
SERVING_SECONDS = 30.0
_FIRST_SECONDS = 180.0
_OF_TESTS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "MAKELEVEL", "PORT"}
_OF_TESTS |= {"DJANGO_SETTINGS_MODULE", "LOKETTEN_STATE", "LOKETTEN_STARTED_AT", "AUDIT_HEADS_DIR"}
_OF_TESTS |= {"SITE_URL", "DEMO", "DEMO_SCALE", "FIGURES_MONTHS_BACK", "MAKEFLAGS", "CHROMIUM"}


def clean_environment(**more: str) -> dict[str, str]:
    """As in a new terminal: nothing of the test run itself, and a small demo."""
    kept = {
        name: text
        for name, text in os.environ.items()
        if name not in _OF_TESTS and not name.startswith("PYTEST")
    }
    return {**kept, "DEMO_SCALE": "0.004", "FIGURES_MONTHS_BACK": "2", **more}


def free_port() -> int:
    """Below those that the kernel gives to whoever connects to something: nobody takes it in the
    minute before the portal listens there."""
    tries = (10_000 + secrets.randbelow(20_000) for _ in itertools.count())
    return next(port for port in tries if is_free(port))


@contextmanager
def state_folder(room: str | None = None) -> Iterator[Path]:
    """A place that the database's own user can reach as well, which pytest's is not for root:
    in the room of this run, unless told otherwise."""
    folder = Path(tempfile.mkdtemp(prefix="loketten-", dir=room or os.environ.get("TEST_ROOM")))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Stack:
    """One `make run` after another on the same state."""

    def __init__(self, state: Path, *, project: Path = PROJECT, port: int | None = None) -> None:
        self.state, self.project = state, project
        self.port = port or free_port()
        self.command = [sys.executable, "-m", "portal.embedded", "run"]
        self.environment = clean_environment(LOKETTEN_STATE=str(state), PORT=str(self.port))
        self._runs: list[subprocess.Popen[bytes]] = []

    @property
    def last(self) -> subprocess.Popen[bytes]:
        return self._runs[-1]

    def start(self) -> None:
        """Begin a run without waiting for it."""
        with (self.state / f"terminal-{len(self._runs)}.txt").open("wb") as output:
            self._runs.append(
                subprocess.Popen(
                    self.command,
                    cwd=self.project,
                    env=self.environment,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )
            )

    def told(self, run: int = -1) -> str:
        """All that a run, the last one unless told otherwise, said so far."""
        number = range(len(self._runs))[run]
        return (self.state / f"terminal-{number}.txt").read_text(errors="replace")

    def code_of_run(self, run: int) -> int:
        return self._runs[run].wait(timeout=5)

    def wait_until_ready(self, seconds: float = _FIRST_SECONDS) -> float:
        """Seconds until the last run announced its address and answers."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if "Ready after" in self.told() and self.answers():
                return time.monotonic() - started
            assert self.last.poll() is None, f"it stopped while starting:\n{self.told()[-3000:]}"
            time.sleep(0.05)
        raise AssertionError(f"not ready in {seconds} s:\n{self.told()[-3000:]}")

    def answers(self) -> bool:
        try:
            return self.get("/health/ready") == 200
        except OSError:
            return False

    def get(self, path: str) -> int:
        """The status of a page."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            link.request("GET", path, headers={"Host": "localhost"})
            return link.getresponse().status
        finally:
            link.close()

    def pid(self, name: str) -> int:
        """The process that the stack calls by that name."""
        return int((self.state / "pids" / name).read_text().split()[0])

    def kill(self, name: str) -> None:
        os.kill(self.pid(name), signal.SIGKILL)

    def setting(self, name: str) -> str:
        """What the stack tells a shell about itself."""
        text = (self.state / "env").read_text()
        found = re.search(rf"^export {name}='?([^'\n]*)'?$", text, re.MULTILINE)
        assert found, f"{name} is not in {text!r}"
        return found[1]

    def stop(self, number: signal.Signals = signal.SIGINT, *, seconds: float = 30) -> int:
        """Ask the last run to stop; its exit code."""
        self.last.send_signal(number)
        return self.last.wait(timeout=seconds)

    def end(self) -> None:
        """Whatever happened in the test, nothing of it stays behind."""
        for run in self._runs:
            if run.poll() is None:
                run.send_signal(signal.SIGTERM)
        for run in self._runs:
            try:
                run.wait(timeout=30)
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()


@contextmanager
def running_stack(**settings: str) -> Iterator[Stack]:
    """A stack that serves, and is gone afterwards."""
    with state_folder() as state:
        stack = Stack(state)
        stack.environment |= settings
        try:
            stack.start()
            stack.wait_until_ready()
            yield stack
        finally:
            stack.end()


def processes_of(state: Path) -> list[str]:
    """Command lines that still name this state: what a stop left behind."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                cwd = os.readlink(entry / "cwd")
            except OSError:
                continue
            if str(state) in words or cwd.startswith(str(state)):
                found.append(words)
    return found


def environment_of(pid: int) -> Mapping[str, str]:
    """The environment that a running process was given."""
    text = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace")
    return dict(pair.split("=", 1) for pair in text.split("\0") if "=" in pair)
