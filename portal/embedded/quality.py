"""`make check` and `make fix`: the same tools, asking or mending."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from portal.embedded.bootstrap import PROJECT, VENV_PYTHON
from portal.embedded.console import elapsed, say

# Each is a program of `.venv`, or `manage.py` with its words.
_CHECKS = {
    "ruff format": ["ruff", "format", "--check", "."],
    "ruff check": ["ruff", "check", "."],
    "djlint": ["djlint", "templates", "--check", "--lint", "--quiet"],
    "mypy": ["mypy", "--strict"],
    "import-linter": ["lint-imports"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}
_FIXES = {
    "ruff format": ["ruff", "format", "."],
    "ruff check": ["ruff", "check", "--fix", "."],
    "djlint": ["djlint", "templates", "--reformat", "--quiet"],
}
_MENDED = {"djlint": {0, 1}}  # 1 is "files were changed", which is the wish


def check() -> int:
    """Run every check, also after one failed; 1 when any did."""
    failed = [name for name, words in _CHECKS.items() if not _passes(name, words)]
    if failed:
        say(f"Not in order: {', '.join(failed)} (`make fix` mends what can be mended)")
        return 1
    say(f"All {len(_CHECKS)} checks pass after {elapsed():.0f} s")
    return 0


def fix() -> int:
    """Mend what can be mended by a machine; 1 when something is left for a person."""
    left = [name for name, words in _FIXES.items() if not _passes(name, words, _MENDED.get(name))]
    if left:
        say(f"Left for you: {', '.join(left)}")
        return 1
    return 0


def _passes(name: str, words: list[str], good: set[int] | None = None) -> bool:
    """Run one tool; what it says is shown only when it is not content."""
    say(f"{name} ...")
    answer = subprocess.run(
        _command(words),
        cwd=PROJECT,
        env=_environment(name),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if answer.returncode in (good or {0}):
        return True
    sys.stdout.write(answer.stdout)
    say(f"{name} fails")
    return False


def _command(words: list[str]) -> list[str]:
    """By way of Python: a program in `.venv/bin` names the path at which it was installed."""
    program, *rest = words
    if program == "manage.py":
        return [str(VENV_PYTHON), program, *rest]
    if program == "lint-imports":
        start = (
            "import sys; from importlinter.cli import lint_imports_command as go; sys.exit(go())"
        )
        return [str(VENV_PYTHON), "-c", start, *rest]
    return [str(VENV_PYTHON), "-m", program, *rest]


def _environment(name: str) -> dict[str, str]:
    """No check reaches a server; the settings only want to be told of one."""
    settings = "production" if name == "deployment" else "test"
    return {
        **{key: text for key, text in os.environ.items() if key != "DATABASE_OWNER_URL"},
        "DJANGO_SETTINGS_MODULE": f"portal.settings.{settings}",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "portal.example.nl",
        "SITE_URL": "https://portal.example.nl",
        "PYTHONPATH": str(Path(PROJECT)),
    }
