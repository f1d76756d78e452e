"""Where everything lives that `make run` keeps, and as whom the database server runs."""

import hashlib
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.console import RefusalError

_OF_ROOT = Path("/var/lib/leerwerkloket")
_UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Places:
    """The project and the folder with its state: data, logs, passwords."""

    project: Path
    state: Path

    @property
    def passwords(self) -> Path:
        return self.state / "passwords.json"

    @property
    def environment(self) -> Path:
        """To be sourced by a shell that wants to talk to the running servers."""
        return self.state / "env"

    @property
    def log(self) -> Path:
        return self.state / "log" / "portal.log"

    @property
    def pids(self) -> Path:
        return self.state / "pids"

    @property
    def database(self) -> Path:
        return self.state / "postgresql"

    @property
    def database_stamps(self) -> Path:
        """Goes when the database goes."""
        return self.state / "database-stamps.json"

    @property
    def cast(self) -> Path:
        return self.state / "cast.txt"

    def make(self) -> None:
        """Create the folders, closed to others except for passing through to the database."""
        try:
            self.state.mkdir(parents=True, exist_ok=True)
            self.state.chmod(0o711 if os.getuid() == 0 else 0o700)
            for folder in (self.log.parent, self.pids):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise RefusalError(
                f"The folder {self.state} cannot be written ({error.strerror}): "
                "set LOKETTEN_STATE to one that can."
            ) from error


def find_places(project: Path) -> Places:
    """`.local` in the project; for root a folder that the database's own user can reach."""
    chosen = os.environ.get("LOKETTEN_STATE")
    if chosen:
        return Places(project, Path(chosen).absolute())
    if os.getuid() == 0:
        return Places(project, _OF_ROOT / hashlib.sha256(os.fsencode(project)).hexdigest()[:12])
    return Places(project, project / ".local")


def server_user() -> tuple[int, int] | None:
    """User and group for PostgreSQL, which refuses to run as root; None is "as we are"."""
    if os.getuid() != 0:
        return None
    for name in _UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def refuse_hidden(folder: Path) -> None:
    """Raise when the database's user could not pass through to `folder`."""
    for parent in folder.parents:
        if os.getuid() == 0 and not parent.stat().st_mode & 0o001:
            raise RefusalError(
                f"PostgreSQL does not run as root and its own user cannot enter {parent}: "
                "set LOKETTEN_STATE to a folder that every user can reach."
            )
