"""A clone of somebody else: a normal user, a path with spaces, a machine where ports are taken."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.embedded.clone import clone, give_libraries, give_to, normal_user
from tests.embedded.stack import clean_environment, processes_of

_USUAL_PORTS = (5432, 6379, 8000)


@pytest.mark.stack
def test_a_normal_user_runs_it_in_a_path_with_spaces_while_the_usual_ports_are_taken() -> None:
    uid, gid = normal_user()
    with clone() as project, usual_ports_taken(), (project.parent / "terminal").open("wb") as out:
        python = give_libraries(project)
        give_to((uid, gid), project)
        own_library = str(python.parents[1] / "lib")  # libpython of a copy
        make = subprocess.Popen(
            ["make", "run", f"PYTHON={python}"],
            cwd=project,
            env=clean_environment(HOME="/nonexistent", LD_LIBRARY_PATH=own_library),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            user=uid,
            group=gid,
            extra_groups=[] if os.getuid() == 0 else None,
        )
        try:
            told = wait_for(Path(out.name), "Ready after", make)
            assert "Port 8000 is taken by another program: using " in told
            assert (project / ".local" / "postgresql" / "PG_VERSION").stat().st_uid == uid
            assert {owner_of(pid) for pid in pids(project)} == {uid}

            make.send_signal(signal.SIGKILL)  # nobody is left to pass a signal on
            wait_for(Path(out.name), "Everything is stopped")
            assert processes_of(project / ".local") == []
        finally:
            make.terminate()
            make.wait(timeout=30)


@contextmanager
def usual_ports_taken() -> Iterator[None]:
    """By us, or by whoever has them already."""
    with ExitStack() as held:
        for port in _USUAL_PORTS:
            holder = held.enter_context(socket.socket())
            with suppress(OSError):
                holder.bind(("127.0.0.1", port))
                holder.listen()
        yield


def wait_for(terminal: Path, words: str, make: subprocess.Popen[bytes] | None = None) -> str:
    """What the terminal shows once it shows these words, as long as `make` lives."""
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        told = terminal.read_text(errors="replace")
        if words in told:
            return told
        assert make is None or make.poll() is None, told[-3000:]
        time.sleep(0.1)
    raise AssertionError(terminal.read_text()[-3000:])


def pids(project: Path) -> list[int]:
    records = (project / ".local" / "pids").iterdir()
    return [int(record.read_text().split()[0]) for record in records]


def owner_of(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid
