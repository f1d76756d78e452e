"""Builds what the portal needs beside its Python: styles, translations, the static folder."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from portal.embedded.assets import AssetsError
from portal.embedded.assets import build as build_assets
from portal.embedded.bootstrap import PROJECT, VENV_PYTHON, only_one_at_a_time
from portal.embedded.console import RefusalError, last_line
from portal.embedded.fingerprint import Stamps, fingerprint, source_files
from portal.embedded.node import node_folder
from portal.embedded.translations import compile_catalogue

# What the settings ask for before `collectstatic`, which reaches neither.
_NO_SERVERS = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "not-used-by-a-build",
    "DJANGO_SETTINGS_MODULE": "portal.settings.development",
}


def build() -> None:
    """Bring all three up to date; each is skipped when what it reads did not change."""
    folder = PROJECT / ".build"
    try:
        with only_one_at_a_time(PROJECT):
            folder.mkdir(exist_ok=True)
            stamps = Stamps(folder / "stamps.json")
            _assets(stamps)
            _translations(stamps)
            _static(stamps)
    except PermissionError as error:
        raise RefusalError(
            f"{error.filename} belongs to somebody else: delete .build and node_modules as that "
            "user, then try again."
        ) from error


def _assets(stamps: Stamps) -> None:
    parts = ["package.json", "package-lock.json", "static", "loketten/ui/icons.py"]
    mark = fingerprint(PROJECT / part for part in [*parts, "portal/embedded/assets.py"])
    if stamps.has("assets", mark) and (PROJECT / ".build" / "assets").is_dir():
        return
    stamps.drop("assets")
    os.environ.setdefault("npm_config_cache", _npm_cache())
    try:
        build_assets(PROJECT, node_folder(_tell), lambda step: _tell(f"Building {step}"))
    except AssetsError as error:
        raise RefusalError(f"The styles could not be built: {error}") from error
    stamps.set("assets", mark)


def _npm_cache() -> str:
    """A user without a home of its own has nowhere else."""
    home = Path.home()
    if home.is_dir() and os.access(home, os.W_OK):
        return str(home / ".npm")
    return str(PROJECT / ".build" / "npm-cache")


def _translations(stamps: Stamps) -> None:
    sources = [file for file in source_files(PROJECT, ".po") if file.parent.name == "LC_MESSAGES"]
    mark = fingerprint(sources)
    compiled = all(source.with_suffix(".mo").exists() for source in sources)
    if compiled and stamps.has("translations", mark):
        return
    _tell(f"Compiling {len(sources)} translation files")
    for source in sources:
        compile_catalogue(source)
    stamps.set("translations", mark)


def _static(stamps: Stamps) -> None:
    """Names with a hash and compressed copies, as in production."""
    target = PROJECT / ".build" / "static"
    locks = [PROJECT / "requirements.txt", PROJECT / "portal" / "settings" / "base.py"]
    mark = fingerprint([PROJECT / ".build" / "assets", *locks])
    if stamps.has("static", mark) and target.is_dir():
        return
    _tell("Collecting the static files")
    stamps.drop("static")
    command = [str(VENV_PYTHON), "manage.py", "collectstatic", "--noinput", "--clear", "-v", "0"]
    answer = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **_NO_SERVERS}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if answer.returncode:
        raise RefusalError(f"`manage.py collectstatic` failed: {last_line(answer.stderr)}")
    stamps.set("static", mark)


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """A process of its own, so that a stop can end it in the middle."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        build()
    except RefusalError as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
