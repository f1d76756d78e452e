"""What a person sees of `make run` who starts it, starts it again and stops it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest

from tests.embedded.kills import (
    a_kill_of_any_process_loses_nothing_and_it_serves_again,
    a_web_process_is_replaced,
    nothing_outlives_its_run,
)
from tests.embedded.stack import Stack, processes_of, running_stack, state_folder
from tests.embedded.visitor import Visitor
from tests.embedded.writers import connect

pytestmark = pytest.mark.stack


def test_a_day_with_the_portal_and_what_kills_it() -> None:
    with running_stack() as stack:
        told = stack.told()
        assert f"http://localhost:{stack.port}" in told
        assert "samira@example.nl" in told
        assert stack.get("/") == 200
        visitor = Visitor(stack.port)
        visitor.sign_in()

        a_second_run_only_tells_the_address(stack)
        no_password_stands_where_others_can_read_it(stack)
        the_portal_cannot_pass_its_walls(stack)
        one_signal_stops_all(stack, signal.SIGINT)

        with the_lock_names_somebody_else_by_now(stack):
            started = time.monotonic()
            stack.start()
            stack.wait_until_ready()
        assert "Migrating" not in stack.told()
        assert time.monotonic() - started < 20  # 3 s alone; here others test as well
        assert visitor.is_known()

        # On the same state, because to fill another takes half a minute.
        a_kill_of_any_process_loses_nothing_and_it_serves_again(stack)
        nothing_outlives_its_run(stack)
        a_web_process_is_replaced(stack)
        one_signal_stops_all(stack, signal.SIGTERM)


def a_second_run_only_tells_the_address(stack: Stack) -> None:
    answer = subprocess.run(
        stack.command, cwd=stack.project, env=stack.environment, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.count("\n") == 1
    assert f"already runs: http://localhost:{stack.port}" in answer.stdout


def no_password_stands_where_others_can_read_it(stack: Stack) -> None:
    kept = stack.state / "passwords.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert (stack.state / "env").stat().st_mode & 0o077 == 0
    password = stack.setting("REDIS_URL").split(":")[2].split("@")[0]
    assert password in kept.read_text()
    command_lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline")]
    assert not any(password.encode() in line for line in command_lines)
    assert password not in (stack.state / "log" / "portal.log").read_text()


def the_portal_cannot_pass_its_walls(stack: Stack) -> None:
    with closing(connect(stack.setting("DATABASE_URL"))) as link, link.cursor() as cursor:
        link.autocommit = True
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
        for forbidden in ("CREATE TABLE hole ()", "SELECT * FROM pg_stat_activity"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(forbidden)
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("on",)


@contextmanager
def the_lock_names_somebody_else_by_now(stack: Stack) -> Iterator[None]:
    """After a restart of a container the number of a killed server is soon given out again."""
    data = stack.state / "postgresql"
    with subprocess.Popen(["sleep", "600"], user=data.stat().st_uid) as other:
        (data / "postmaster.pid").write_text(f"{other.pid}\n{data}\n")
        yield
        assert other.poll() is None
        other.terminate()


def one_signal_stops_all(stack: Stack, number: signal.Signals) -> None:
    assert stack.stop(number) == 0
    assert "Everything is stopped" in stack.told()
    assert processes_of(stack.state) == []


def test_our_own_servers_stay_away_when_others_are_named(template_database: str) -> None:
    name = f"named_{os.getpid()}"
    owner_url, app_url = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    as_owner(owner_url, f'CREATE DATABASE {name} TEMPLATE "{template_database}"')
    try:
        with running_stack(
            DATABASE_URL=f"{app_url.rpartition('/')[0]}/{name}",
            DATABASE_OWNER_URL=f"{owner_url.rpartition('/')[0]}/{name}",
            REDIS_URL=os.environ["REDIS_URL"],
            DEMO="0",
        ) as stack:
            assert sorted(path.name for path in (stack.state / "pids").iterdir()) == [
                "beat", "web", "worker",
            ]  # fmt: skip
            assert not (stack.state / "postgresql").exists()
            assert "Migrating the database" in stack.told()
            assert "example.nl" not in stack.told()
    finally:
        as_owner(owner_url, f"DROP DATABASE {name} WITH (FORCE)")


def as_owner(url: str, statement: str) -> None:
    with closing(connect(url)) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"PORT": "80000"}, "PORT must be a number below 65536, and it is '80000'."),
        ({"DATABASE_URL": "postgres://x@127.0.0.1/x"}, "DATABASE_OWNER_URL is not: set both"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_one_sentence(
    settings: dict[str, str], sentence: str
) -> None:
    assert sentence in refused(settings)


def test_a_port_that_was_asked_for_and_is_taken_is_refused_in_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is taken by another program" in refused({"PORT": str(port)})


def refused(settings: dict[str, str]) -> str:
    """What a run says that starts nothing."""
    with state_folder() as state:
        stack = Stack(state)
        stack.environment |= settings
        stack.start()
        assert stack.last.wait(timeout=60) == 1
        told = stack.told()
        assert len(told.splitlines()) == 1, told
        assert processes_of(state) == []
        return told


def test_a_folder_that_does_not_serve_is_refused_in_one_sentence() -> None:
    """Root writes anywhere, but its database cannot enter; another user just cannot write."""
    with state_folder() as folder:
        folder.chmod(0o700 if os.getuid() == 0 else 0o500)
        stack = Stack(folder / "state")
        answer = subprocess.run(
            stack.command, cwd=stack.project, env=stack.environment, capture_output=True,
            text=True, timeout=60, check=False,
        )  # fmt: skip
        folder.chmod(0o700)
    said = answer.stdout + answer.stderr
    reason = f"cannot enter {folder}: " if os.getuid() == 0 else "cannot be written"
    assert answer.returncode == 1
    assert reason in said
    assert "set LOKETTEN_STATE to" in said
    assert "Traceback" not in said
