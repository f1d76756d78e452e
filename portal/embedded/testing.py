"""`make test`: throw-away servers, a browser, and pytest over all cores."""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from portal.embedded.bootstrap import PROJECT, VENV_PYTHON
from portal.embedded.chromium import find_chromium
from portal.embedded.console import RefusalError, say
from portal.embedded.leash import leashed
from portal.embedded.log import Log
from portal.embedded.machine import available_memory, cores
from portal.embedded.node import node_folder
from portal.embedded.occupancy import Occupancy
from portal.embedded.passwords import kept_passwords
from portal.embedded.places import Places, find_places
from portal.embedded.processes import end_stragglers
from portal.embedded.steps import building
from portal.embedded.supervisor import AskedToStop, Supervisor
from portal.embedded.surroundings import portal_environment, start_servers

_INTERRUPTED = 130
# In it a folder is made whose name nobody can guess.
_MEMORY, _ENOUGH = Path("/dev/shm"), 3 * 1024**3  # noqa: S108
_SUMMARY_SECONDS = 20.0


def test(arguments: list[str]) -> int:
    """Run pytest with these arguments; its exit code, also when something else failed."""
    places = Places(PROJECT, _new_room())
    places.make()
    with Occupancy(places.state) as occupancy:
        occupancy.take()
        supervisor = Supervisor(places, Log(places.log))
        supervisor.listen()
        try:
            return _test(supervisor, arguments)
        except AskedToStop:
            say("Stopped before the tests ended")
            return _INTERRUPTED
        except RefusalError as refusal:
            say(str(refusal))
            return 1
        finally:
            supervisor.stop_all()
            shutil.rmtree(places.state, ignore_errors=True)


def _new_room() -> Path:
    """A folder for this run: in memory where that is large, because a database is a thousand files
    and the tests make and drop hundreds."""
    base = find_places(PROJECT)
    base.make()
    runs = base.state / "tests"
    runs.mkdir(mode=0o711, exist_ok=True)
    _sweep(runs.iterdir())
    ours = f"leerwerkloket-{os.getuid()}-{hashlib.sha256(os.fsencode(PROJECT)).hexdigest()[:12]}-"
    # Others may write there too, and what is swept is killed.
    _sweep(room for room in _MEMORY.glob(f"{ours}*") if room.lstat().st_uid == os.getuid())
    if _is_roomy(_MEMORY):
        return Path(tempfile.mkdtemp(prefix=ours, dir=_MEMORY))
    return Path(tempfile.mkdtemp(dir=runs))


def _is_roomy(memory: Path) -> bool:
    """Programs run from there too, which a container may forbid; and what lies there is memory that
    the tests themselves need twice as much of."""
    try:
        found = os.statvfs(memory)
    except OSError:
        return False
    if available_memory() < 3 * _ENOUGH:
        return False
    return found.f_bavail * found.f_frsize >= _ENOUGH and not found.f_flag & os.ST_NOEXEC


def _sweep(rooms: Iterable[Path]) -> None:
    """Remove what killed test runs left behind; a live one holds its lock."""
    for state in rooms:
        with Occupancy(state) as occupancy:
            if occupancy.take():
                if (state / "pids").is_dir():
                    end_stragglers(state / "pids", say)
                shutil.rmtree(state, ignore_errors=True)


def _test(supervisor: Supervisor, arguments: list[str]) -> int:
    passwords = kept_passwords(supervisor.places.passwords)
    servers = start_servers(supervisor, passwords, forgetful=True)
    environment = portal_environment(servers, passwords)
    environment["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    environment["TEST_ROOM"] = str(supervisor.places.state)
    node_folder(say)  # fetched once, not by both
    with building(supervisor, environment):
        chromium = find_chromium(os.environ, kept=PROJECT / ".build", say=say)
    environment["CHROMIUM"] = chromium
    return _pytest(supervisor, environment, arguments)


def _pytest(supervisor: Supervisor, environment: Mapping[str, str], arguments: list[str]) -> int:
    """In a session of its own but on our terminal, so that we decide when it is interrupted."""
    ours = cores()
    # One worker more: a quarter of its time a test waits for a server.
    spread = ["-n", str(ours + 1), "--dist", "worksteal"]
    command = [str(VENV_PYTHON), "-m", "pytest", *spread, *arguments]
    pytest = subprocess.Popen(
        leashed(command, death=signal.SIGTERM),
        cwd=PROJECT,
        env=dict(environment),
        start_new_session=True,
    )
    try:
        while pytest.poll() is None:
            supervisor.glance()
            _wait(pytest, 0.2)
    finally:
        _end(pytest)
    say(f"The tests had {ours} cores")
    return pytest.returncode


def _end(pytest: subprocess.Popen[bytes]) -> None:
    """Let pytest say what it has, then end all of its workers and browsers."""
    if pytest.poll() is None:
        pytest.send_signal(signal.SIGINT)
        _wait(pytest, _SUMMARY_SECONDS)
    try:
        os.killpg(pytest.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    _wait(pytest, 5)


def _wait(pytest: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        pytest.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return
