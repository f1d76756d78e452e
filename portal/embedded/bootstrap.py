"""Makes `.venv` and hands over to it; standard library only, run by the machine's own Python."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.embedded.console import RefusalError, elapsed, last_line, say
from portal.embedded.leash import end_with_parent, leashed
from portal.embedded.machine import (
    refuse_unsupported,
    system_postgresql,
    system_redis,
    this_machine,
    without_wheels,
)

PROJECT = Path(__file__).resolve().parents[2]
VENV = PROJECT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
_RUN, _TEST = "requirements-run.txt", "requirements-test.txt"
_LOCK_OF_VERB = {"run": _RUN}
_PARTS = {_RUN: [_RUN], _TEST: [_TEST, _RUN]}  # installing the second installs the first
_INSTALLED = VENV / "installed.json"
# What we start keeps its bytecode, also in a container that asks for none: the hundred programs of
# a test run would each compile all that they use again.
_NOT_PASSED_ON = {"MAKEFLAGS", "MFLAGS", "PYTHONDONTWRITEBYTECODE"}
_UNFINISHED = VENV / "unfinished"


def main(arguments: list[str]) -> None:
    """Prepare the environment that the verb needs and become it."""
    verb = arguments[0]
    if "MAKELEVEL" in os.environ:
        end_with_parent(signal.SIGTERM)  # `kill -9` of make must not leave us behind
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        refuse_unsupported(
            this_machine(),
            own_postgresql=bool(os.environ.get("DATABASE_URL") or system_postgresql()),
            own_redis=bool(os.environ.get("REDIS_URL") or system_redis()),
        )
        with only_one_at_a_time(PROJECT):
            install(_LOCK_OF_VERB.get(verb, _TEST))
    except RefusalError as refusal:
        sys.exit(f"\n{refusal}")
    except KeyboardInterrupt:
        sys.exit("\nStopped while installing; the same command starts again where it can.")
    environment = {k: v for k, v in os.environ.items() if k not in _NOT_PASSED_ON}
    os.chdir(PROJECT)
    os.execve(VENV_PYTHON, [str(VENV_PYTHON), "-m", "portal.embedded", *arguments], environment)


@contextmanager
def only_one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder itself as a lock, so that no file is left with somebody else as owner."""
    import fcntl  # absent on Windows, which is refused with a sentence of its own

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another `make` that is installing or building here")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def install(lock: str) -> None:
    """Bring `.venv` up to the lock file; nothing happens when it is already there."""
    wanted = {name: digest(PROJECT / name) for name in _PARTS[lock]}
    if is_sound() and wanted.items() <= installed().items():
        return
    try:
        if not is_sound():
            make_environment()
        fill_environment(lock)
    except PermissionError as error:
        raise RefusalError(
            f"{error.filename} belongs to somebody else: delete .venv as that user, then try again."
        ) from error
    except OSError as error:
        raise RefusalError(f"The libraries could not be installed: {error}.") from error
    record({**installed(), **wanted})
    say(f"Libraries installed after {elapsed():.0f} s")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_sound() -> bool:
    """A stop half-way leaves packages that pip takes for whole: such a folder is made anew."""
    if not VENV_PYTHON.exists() or _UNFINISHED.exists():
        return False
    asked = [str(VENV_PYTHON), "-c", "import pip, sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.split() == [str(part) for part in sys.version_info[:2]]


def installed() -> dict[str, str]:
    """Digests of the lock files that were installed to the end."""
    try:
        found: dict[str, str] = json.loads(_INSTALLED.read_text())
    except (OSError, ValueError):
        return {}
    return found


def record(digests: dict[str, str]) -> None:
    _INSTALLED.write_text(json.dumps(digests))
    _UNFINISHED.unlink()


def make_environment() -> None:
    """A fresh `.venv`; Debian ships Python without the part that makes one."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError as error:
        raise RefusalError(
            f"This Python cannot make a virtual environment: install python3.11-venv "
            f"(`apt-get install python3.11-venv`), or name another Python with "
            f"`make PYTHON=/path/to/python3.11` ({error})."
        ) from error
    say("Making a virtual environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    builder = venv.EnvBuilder(clear=True, symlinks=True)
    builder.create(VENV)
    _UNFINISHED.touch()
    pip = [str(VENV_PYTHON), "-m", "ensurepip", "--upgrade", "--default-pip"]
    answer = subprocess.run(pip, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RefusalError(f"Python could not install pip in .venv: {last_line(answer.stderr)}")


def fill_environment(lock: str) -> None:
    """Install exactly what the lock says, each file checked against its hash."""
    _UNFINISHED.touch()
    _INSTALLED.unlink(missing_ok=True)
    blocks = requirements(PROJECT / lock, leave_out=without_wheels(this_machine()))
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder, lock)
        chosen.write_text("\n".join(blocks) + "\n")
        pip_install(chosen, total=len(blocks))


def requirements(lock: Path, *, leave_out: set[str]) -> list[str]:
    """The lock file in blocks of one package with its hashes."""
    blocks = re.split(r"\n(?=\S)", lock.read_text().strip())
    return [block for block in blocks if block.split("==")[0] not in leave_out]


def pip_install(lock: Path, *, total: int) -> None:
    """Run pip and say how far it is; its own words are shown only when it fails."""
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "--disable-pip-version-check", "--no-input"]
    # Python compiles what is used, the first time it is: a third of it, on all cores.
    command += ["--no-compile", "--progress-bar", "off", "-r", str(lock)]
    command = leashed(command, death=signal.SIGKILL)  # a lone pip would write into a newer .venv
    say(f"Installing {total} libraries in .venv")
    heard: list[str] = []
    with subprocess.Popen(
        command,
        env={**os.environ, "PIP_USER": "0"},  # a wish for elsewhere stops pip in an environment
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as pip:
        for news in progress(pip.stdout or (), heard, total=total):
            say(f"  {news}")
    if pip.returncode:
        raise RefusalError(
            f"pip could not install the libraries, try again or look at its last words: "
            f"{last_error(heard)}"
        )


def progress(lines: Iterable[str], heard: list[str], *, total: int) -> Iterator[str]:
    """What is worth telling of pip's words; all of them are kept for when it fails."""
    count = 0
    for text in lines:
        heard.append(text.strip())
        if text.startswith(("Collecting ", "Processing ", "Requirement already satisfied")):
            count += 1
            if count % 15 == 0:
                yield f"fetched {count} of {total}"
        elif text.startswith("Installing collected packages"):
            yield "installing what was fetched"


def last_error(heard: list[str]) -> str:
    """The line in which pip says what is wrong, or else its last."""
    errors = [text for text in heard if text.startswith("ERROR:")]
    return (errors or heard or ["(silence)"])[-1]


if __name__ == "__main__":
    main(sys.argv[1:])
