"""`make check` and `make fix`: the same tools, asking or mending."""

import os
import secrets
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from portal.embedded.bootstrap import PROJECT, VENV_PYTHON
from portal.embedded.console import elapsed, line, say, show
from portal.embedded.machine import cores

# Each is a program of `.venv`, or `manage.py` with its words. The slowest begins first.
_CHECKS = {
    "mypy": ["mypy", "--strict"],
    "djlint": ["djlint", "templates", "--check", "--lint", "--quiet"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "import-linter": ["lint-imports"],
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
}
_FIXES = {
    "ruff format": ["ruff", "format", "."],
    "ruff check": ["ruff", "check", "--fix", "."],
    "djlint": ["djlint", "templates", "--reformat", "--quiet"],
}
_MENDED = {"djlint": {0, 1}}  # 1 is "files were changed", which is the wish


def check() -> int:
    """Run every check, also after one failed, a few at a time; 1 when any did."""
    with ThreadPoolExecutor(cores()) as pool:
        passed = list(pool.map(_passes, _CHECKS, _CHECKS.values()))
    failed = [name for name, is_passed in zip(_CHECKS, passed, strict=True) if not is_passed]
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
    show(f"{answer.stdout}{line('portal', f'{name} fails')}")  # at once: others speak meanwhile
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
