"""Programs that this machine may lack: from the PATH, else from apt when we are root."""

import os
import shutil
import subprocess
from collections.abc import Callable

from portal.embedded.console import RefusalError

# Debian keeps programs of servers off the PATH of a normal user.
_ALSO = "/usr/sbin:/usr/local/sbin:/sbin"


def find_program(name: str, *, say: Callable[[str], None]) -> str:
    """Where it stands; raises one sentence when there is none and none can be fetched."""
    found = fetch_program(name, say=say)
    if found is None:
        raise RefusalError(f"There is no {name} on the PATH: install it, and try again.")
    return found


def fetch_program(name: str, *, say: Callable[[str], None]) -> str | None:
    """For who can go on without it."""
    found = _on_path(name)
    if found is None and os.getuid() == 0:
        install_with_apt(name, say)
        found = _on_path(name)
    return found


def install_with_apt(package: str, say: Callable[[str], None]) -> None:
    """Nothing when there is no apt, or it does not know the package."""
    if not shutil.which("apt-get"):
        return
    say(f"Installing {package} with apt-get (about a minute)")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
        subprocess.run(
            ["apt-get", "-q", *words], env=quiet, capture_output=True,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip


def _on_path(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=_ALSO)
