"""Copies of the project, as somebody else would have them."""

import os
import pwd
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.embedded.stack import PROJECT, state_folder

_NOT_IN_A_CLONE = shutil.ignore_patterns(
    ".git", ".venv", ".build", ".local", "node_modules", "__pycache__", "*.mo", ".*_cache",
    ".hypothesis", "test-results",
)  # fmt: skip
_NOT_NEEDED_OF_PYTHON = shutil.ignore_patterns("test", "idlelib", "site-packages")
_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"


@contextmanager
def clone() -> Iterator[Path]:
    """A fresh copy, in a folder with spaces, where every user can reach it."""
    with state_folder(tempfile.gettempdir()) as folder:  # too much for a room in memory
        folder.chmod(0o755)
        project = folder / "een pad met spaties"
        shutil.copytree(PROJECT, project, ignore=_NOT_IN_A_CLONE)
        yield project


def normal_user() -> tuple[int, int]:
    """Ourselves, or `nobody` when we are root."""
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def give_libraries(project: Path) -> Path:
    """What `make run` would have installed and built, taken over from here to save minutes; the
    Python that it runs on."""
    python = _reachable(Path(sys.base_prefix), project.parent / "python") / "bin" / _PYTHON
    venv = project / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(python)
    (venv / "pyvenv.cfg").write_text(f"home = {python.parent}\n")
    shutil.copy2(PROJECT / ".venv" / "installed.json", venv)
    libraries = _reachable(
        PROJECT / ".venv" / "lib" / _PYTHON / "site-packages", project / ".libraries"
    )
    (venv / "lib" / _PYTHON).mkdir(parents=True)
    (venv / "lib" / _PYTHON / "site-packages").symlink_to(libraries)
    shutil.copytree(PROJECT / ".build", project / ".build")
    for catalogue in PROJECT.glob("[a-z]*/**/LC_MESSAGES/*.mo"):
        shutil.copy2(catalogue, project / catalogue.relative_to(PROJECT))
    return python


def _reachable(folder: Path, copy: Path) -> Path:
    """The folder, or a copy where a normal user cannot reach it, as everything of /root."""
    folder = Path(os.path.realpath(folder))
    closed = [parent for parent in (folder, *folder.parents) if not parent.stat().st_mode & 0o001]
    if os.getuid() != 0 or not closed:
        return folder
    shutil.copytree(folder, copy, symlinks=True, ignore=_NOT_NEEDED_OF_PYTHON)
    return copy


def give_to(user: tuple[int, int], folder: Path) -> None:
    """Make somebody the owner of a folder and all in it."""
    if user[0] != os.getuid():
        for place, folders, files in os.walk(folder):
            for name in (".", *folders, *files):
                os.lchown(Path(place, name), *user)
