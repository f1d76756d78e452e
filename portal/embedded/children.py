"""A process that we started, whose words go into the log and whose end we notice."""

import os
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.leash import leashed
from portal.embedded.log import Log
from portal.embedded.processes import forget, remember


@dataclass(frozen=True)
class Program:
    """What to start, and how it likes to be stopped."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    folder: Path
    user: tuple[int, int] | None = None
    polite: signal.Signals = signal.SIGTERM
    patience: float = 8.0
    quiet: tuple[str, ...] = ()  # lines with one of these words are only noise


class Child:
    """A running program in a session of its own, so that one Ctrl-C does not hit all at once."""

    def __init__(self, program: Program, *, log: Log, pids: Path) -> None:
        self.program = program
        self.name = program.name
        self.last_words: deque[str] = deque(maxlen=100)
        self._log, self._pids = log, pids
        self._popen = subprocess.Popen(
            leashed(program.command, death=program.polite, user=program.user),
            cwd=program.folder,
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        remember(pids, self.name, self._popen.pid)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with self._popen.stdout or nullcontext(()) as said:
            for text in said:
                words = text.rstrip()
                self.last_words.append(words)
                if words and not any(noise in words for noise in self.program.quiet):
                    self._log.write(self.name, words)

    @property
    def pid(self) -> int:
        return self._popen.pid

    def code(self) -> int | None:
        """The exit code once it has ended, negative for a signal."""
        return self._popen.poll()

    def ending(self) -> str:
        """Why it ended, in words that finish a sentence."""
        code = self.code()
        if code is None:
            return "it still runs"
        if code < 0:
            return f"it was ended by {signal.Signals(-code).name}"
        self._reader.join(timeout=1.0)
        said = next((words for words in reversed(self.last_words) if words.strip()), "nothing")
        return f"it ended with code {code} and said: {said}"

    def ask_to_stop(self) -> None:
        with suppress(ProcessLookupError):
            self._popen.send_signal(self.program.polite)

    def wait(self, seconds: float) -> bool:
        """Whether it ended within that time."""
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(timeout=max(seconds, 0.0))
        return self.code() is not None

    def bury(self) -> None:
        """Kill what is left of it: a killed leader leaves its own children holding the port."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._popen.wait()
        self._reader.join(timeout=1.0)
        forget(self._pids, self.name)
