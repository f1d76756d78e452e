"""Keeps the processes together: all run, or all are stopped in the right order."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from portal.embedded.children import Child, Program
from portal.embedded.console import RefusalError
from portal.embedded.log import Log
from portal.embedded.places import Places

_GLANCE = 0.1


class AskedToStop(BaseException):
    """Ctrl-C, SIGTERM or a closed terminal: no failure."""


class ChildEndedError(RefusalError):
    """A process that had to stay did not."""


class Supervisor:
    """Starts children and stops them last-in-first-out, which puts PostgreSQL last."""

    def __init__(self, places: Places, log: Log) -> None:
        self.places, self.log = places, log
        self._children: list[Child] = []
        self._steps: list[Child] = []  # those of the children that are to end
        self._asked = threading.Event()
        self._has_heard = False

    def listen(self) -> None:
        """Take over the signals that ask to stop; a `nohup` is respected."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        """A second signal may come in the middle of the first: setting then would wait for ever."""
        if not self._has_heard:
            self._has_heard = True
            self._asked.set()

    def start(self, program: Program) -> Child:
        """Start a process that is to stay until the end."""
        self.glance()
        child = Child(program, log=self.log, pids=self.places.pids)
        self._children.append(child)
        return child

    def drop(self, child: Child) -> None:
        """Let go of a child that ended while it was starting, so that it can be tried again."""
        self._children.remove(child)
        child.bury()

    def end(self, name: str) -> None:
        """Stop a child whose work is done; the others stay."""
        child = next(child for child in self._children if child.name == name)
        self._stop([child])
        self._children.remove(child)

    def run_step(self, program: Program) -> list[str]:
        """Run a process that is to end well, and give its last words."""
        with self.beside(program) as child:
            pass
        return list(child.last_words)

    @contextmanager
    def beside(self, program: Program) -> Iterator[Child]:
        """Run a process that is to end well while something else is done, then wait for it."""
        child = self.start(program)
        self._steps.append(child)
        try:
            yield child
            while not child.wait(_GLANCE):
                self.glance()
            self.glance()
        finally:
            self._steps.remove(child)
            self.drop(child)

    def wait_until(self, is_so: Callable[[], bool], *, seconds: float, otherwise: str) -> None:
        """Wait for something that the children bring about."""
        deadline = time.monotonic() + seconds
        while not is_so():
            self.glance()
            if time.monotonic() > deadline:
                raise RefusalError(otherwise)
            time.sleep(_GLANCE / 2)

    def watch(self) -> NoReturn:
        """Stay until somebody asks to stop, or a child ends."""
        while True:
            self.glance()
            self._asked.wait(_GLANCE)

    def glance(self) -> None:
        """Raise when it is time to stop: asked to, a child is gone, or a step failed."""
        if self._asked.is_set():
            raise AskedToStop
        ended = [child for child in self._children if child.code() is not None]
        for child in ended:
            if child not in self._steps:
                raise ChildEndedError(f"{child.name} stopped by itself: {child.ending()}")
        for child in ended:
            if child.code():
                raise RefusalError(f"The step '{child.name}' failed: {child.ending()}")

    def stop_all(self) -> None:
        """The end of this supervisor, which has nothing to say afterwards."""
        self._asked.set()
        if self._children:
            self.log.say("Stopping")
            self._stop_in_order()
            self.log.say("Everything is stopped")
        self.log.close()

    def _stop_in_order(self) -> None:
        """The reverse order of the start; the portal's own processes stop together."""
        servers = [child for child in self._children if child.name in {"postgres", "redis"}]
        portal = [child for child in self._children if child not in servers]
        for group in (portal, *([server] for server in reversed(servers))):
            self._stop(group)
        self._children.clear()

    def _stop(self, group: list[Child]) -> None:
        for child in group:
            child.ask_to_stop()
        asked_at = time.monotonic()
        for child in group:
            if not child.wait(asked_at + child.program.patience - time.monotonic()):
                self.log.say(f"{child.name} does not stop by itself and is killed")
            child.bury()
