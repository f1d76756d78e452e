"""Looks at processes that an earlier run started, and ends those that outlived it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_POLITE_SECONDS = 8.0


def started_at(pid: int) -> str | None:
    """When a process began, in the system's own words; with the pid it names one process ever."""
    if _PROC.is_dir():
        fields = _stat(pid)
        return fields[19] if fields and fields[0] != "Z" else None
    asked = ["ps", "-o", "lstart=", "-p", str(pid)]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() or None


def remember(folder: Path, name: str, pid: int) -> None:
    """Write down a child, for the case that we are killed before we can end it."""
    (folder / name).write_text(f"{pid} {started_at(pid)}")


def forget(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)


def end_stragglers(
    folder: Path, say: Callable[[str], None], *, patience: float = _POLITE_SECONDS
) -> None:
    """End what a killed run left behind: first politely, then for certain."""
    for record in sorted(folder.iterdir()):
        pid, _, moment = record.read_text().partition(" ")
        if pid.isdigit():
            members = _members(int(pid), moment)
            if members:
                say(f"Ending {record.name}, which an earlier run left behind")
                # The database reads SIGINT as "now, but tidily"; SIGTERM would wait for clients.
                polite = signal.SIGINT if record.name == "postgres" else signal.SIGTERM
                end(members, polite, patience=patience)
        record.unlink()


def end(pids: Iterable[int], polite: signal.Signals, *, patience: float = _POLITE_SECONDS) -> None:
    """Send `polite`, wait, and kill whatever is still there."""
    left = {pid: moment for pid in pids if (moment := started_at(pid))}
    for number, seconds in ((polite, patience), (signal.SIGKILL, 5.0)):
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while left and time.monotonic() < deadline:
            time.sleep(0.05)
            left = {pid: moment for pid, moment in left.items() if started_at(pid) == moment}
        if not left:
            return


def can_see_folders() -> bool:
    """Without /proc, as on macOS, an empty answer of `processes_in` says nothing."""
    return _PROC.is_dir()


def processes_in(folder: Path) -> list[int]:
    """Processes whose working folder this is, as it is for a database server and its backends."""
    found = []
    for entry in _PROC.glob("[0-9]*"):
        with suppress(OSError):  # gone by now, or of somebody else
            if (entry / "cwd").samefile(folder):
                found.append(int(entry.name))
    return found


def _members(leader: int, moment: str) -> list[int]:
    """The leader and all of its session; a number that was given out anew has another moment."""
    now = started_at(leader)
    if now is not None and now != moment:
        return []
    members = [leader] if now else []
    if _PROC.is_dir():
        others = (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit())
        members += [pid for pid in others if pid != leader and _session(pid) == leader]
    return members


def _session(pid: int) -> int | None:
    fields = _stat(pid)
    return int(fields[3]) if fields and fields[0] != "Z" else None


def _stat(pid: int) -> list[str] | None:
    """The fields after the program's name, which may itself hold spaces and brackets."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()
