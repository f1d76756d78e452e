"""One readable log for all processes: on the terminal and in a file."""

import threading
from pathlib import Path
from typing import IO

from portal.embedded.console import line, show

_LARGE = 5_000_000


class Log:
    """Lines from many threads, each whole and with the name of who wrote it."""

    def __init__(self, path: Path) -> None:
        if path.exists() and path.stat().st_size > _LARGE:
            path.replace(path.with_suffix(".1.log"))
        self._file: IO[str] = path.open("a", encoding="utf-8", errors="replace", buffering=1)
        self._turn = threading.Lock()

    def write(self, name: str, text: str) -> None:
        """Add one line; a full disk or a closed terminal must not stop who writes it."""
        whole = line(name, text)
        with self._turn:
            show(whole)
            if self._file.closed:  # a grandchild may still talk when all is over
                return
            try:
                self._file.write(whole)
            except OSError as error:
                show(line("portal", f"The log file cannot be written: {error.strerror}"))

    def close(self) -> None:
        with self._turn:
            self._file.close()

    def say(self, text: str) -> None:
        """The voice of `make` itself."""
        self.write("portal", text)
