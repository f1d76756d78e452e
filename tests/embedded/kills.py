"""What `kill -9` does to a portal that serves, and what the next `make run` makes of it."""

import os
import signal
import time
from pathlib import Path

from tests.embedded.rounds import TARGETS, kill_round
from tests.embedded.stack import SERVING_SECONDS, Stack, processes_of


def a_kill_of_any_process_loses_nothing_and_it_serves_again(stack: Stack) -> None:
    for target in TARGETS:
        outcome = kill_round(stack, target)

        assert outcome.lost == 0, target
        assert outcome.acknowledged > 50, target
        assert outcome.seconds < SERVING_SECONDS, target
        assert stack.code_of_run(-2) == 1
        assert f"{target} stopped by itself: it was ended by SIGKILL" in stack.told(-2)


def nothing_outlives_its_run(stack: Stack) -> None:
    stack.last.kill()
    stack.last.wait()
    wait_until_nothing_runs(stack)

    stack.start()
    stack.wait_until_ready(SERVING_SECONDS)


def wait_until_nothing_runs(stack: Stack) -> None:
    deadline = time.monotonic() + 15
    while processes_of(stack.state) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of(stack.state) == []


def a_web_process_is_replaced(stack: Stack) -> None:
    """Granian keeps two; only who waits in the line of the killed one notices."""
    main = stack.pid("web")
    children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    os.kill(int(children[-1]), signal.SIGKILL)
    answers: list[bool] = []
    deadline = time.monotonic() + 15
    while answers[-20:] != [True] * 20 and time.monotonic() < deadline:
        answers.append(stack.answers())
        time.sleep(0.1)
    assert answers[-20:] == [True] * 20
    assert stack.last.poll() is None
