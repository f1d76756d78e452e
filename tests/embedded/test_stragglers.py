"""Processes that an earlier run left behind, and those that only look like it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.embedded.processes import end_stragglers, remember, started_at

# Deaf to the polite signal, like a process that hangs, and with a child of its own.
_DEAF = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def deaf() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _DEAF], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    with process:
        yield process
        process.kill()


def test_a_straggler_is_ended_with_its_children(
    deaf: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert deaf.stdout
    child = int(deaf.stdout.readline())
    remember(tmp_path, "worker", deaf.pid)
    said: list[str] = []

    end_stragglers(tmp_path, said.append, patience=0.3)

    assert said == ["Ending worker, which an earlier run left behind"]
    assert deaf.wait(timeout=5) == -9
    assert started_at(child) is None
    assert list(tmp_path.iterdir()) == []


def test_children_are_ended_when_their_leader_was_killed(
    deaf: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert deaf.stdout
    child = int(deaf.stdout.readline())
    remember(tmp_path, "web", deaf.pid)
    deaf.kill()
    deaf.wait()

    end_stragglers(tmp_path, str, patience=0.3)

    assert started_at(child) is None


def test_somebody_else_with_the_same_number_is_left_alone(
    deaf: subprocess.Popen[str], tmp_path: Path
) -> None:
    (tmp_path / "worker").write_text(f"{deaf.pid} {time.time():.0f}")

    end_stragglers(tmp_path, str, patience=0.3)

    assert deaf.poll() is None
    assert list(tmp_path.iterdir()) == []
