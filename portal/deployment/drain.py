"""`python -m portal.deployment.drain --seconds 5 PROGRAM ...`: stops a web server gracefully.

Asked to stop, it first lets the portal say that it is not ready, and goes on serving until a proxy
has seen that; only then it passes the signal on, and the server ends what it is answering.
"""

import argparse
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType

from portal.settings.declared import read

# A second question of the orchestrator is no reason to drop anybody.
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def main(words: list[str]) -> int:
    """The exit code of the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("program", nargs=argparse.REMAINDER)
    asked = parser.parse_args(words)
    mark = Path(read("DRAINING_FILE"))
    mark.unlink(missing_ok=True)
    told = threading.Event()

    def hear(number: int, frame: FrameType | None) -> None:
        told.set()

    for number in _SIGNALS:
        signal.signal(number, hear)
    # A group of its own: a Ctrl-C of a terminal reaches us alone.
    child = subprocess.Popen(asked.program, start_new_session=True)  # noqa: S603  (our own words)
    while child.poll() is None and not told.wait(0.2):
        pass
    if child.poll() is None:
        mark.touch()
        _pause(child, asked.seconds)
        child.terminate()
    try:
        return child.wait()
    finally:
        mark.unlink(missing_ok=True)


def _pause(child: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
