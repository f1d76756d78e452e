"""Builds what the portal needs beside its Python: styles, translations, the static folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.embedded.assets import AssetsError
from portal.embedded.assets import build as build_assets
from portal.embedded.bootstrap import PROJECT, VENV_PYTHON, only_one_at_a_time
from portal.embedded.console import RefusalError, last_line
from portal.embedded.fingerprint import Stamps, fingerprint, source_files
from portal.embedded.node import node_folder, npm_environment

_BUILD = PROJECT / ".build"
_ASSETS = _BUILD / "assets"
_STATIC = _BUILD / "static"
_OF_ASSETS = ("package.json", "package-lock.json", "static", "loketten/ui/icons.py")
# What the settings ask for before `collectstatic`, which reaches neither.
_NO_SERVERS = {
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SECRET_KEY": "not-used-by-a-build",
    "DJANGO_SETTINGS_MODULE": "portal.settings.development",
}


@dataclass(frozen=True)
class Part:
    """What is made of which files, and how."""

    name: str
    sources: list[Path]
    results: list[Path]
    make: Callable[[], None]

    def mark(self) -> str:
        return fingerprint(self.sources)

    def is_current(self, stamps: Stamps) -> bool:
        there = all(result.exists() for result in self.results)
        return there and stamps.has(self.name, self.mark())


def is_built() -> bool:
    """Whether a build would do nothing; quick, so that a start need not ask a process."""
    stamps = _stamps()
    return all(part.is_current(stamps) for part in _parts())


def build() -> None:
    """Make each part whose sources changed; the last is made of the first."""
    try:
        with only_one_at_a_time(PROJECT):
            _BUILD.mkdir(exist_ok=True)
            stamps = _stamps()
            for part in _parts():
                if not part.is_current(stamps):
                    stamps.drop(part.name)
                    part.make()
                    stamps.set(part.name, part.mark())
    except PermissionError as error:
        raise RefusalError(
            f"{error.filename} belongs to somebody else: delete .build and node_modules as that "
            "user, then try again."
        ) from error


def _stamps() -> Stamps:
    return Stamps(_BUILD / "stamps.json")


def _parts() -> list[Part]:
    assets = [PROJECT / part for part in (*_OF_ASSETS, "portal/embedded/assets.py")]
    static = [_ASSETS, PROJECT / "requirements.txt", PROJECT / "portal" / "settings" / "base.py"]
    catalogues = _catalogues()
    compiled = [source.with_suffix(".mo") for source in catalogues]
    return [
        Part("assets", assets, [_ASSETS], _make_assets),
        Part("translations", catalogues, compiled, _make_translations),
        Part("static", static, [_STATIC / "staticfiles.json"], _make_static),
    ]


def _make_assets() -> None:
    os.environ.update(npm_environment())
    try:
        build_assets(PROJECT, node_folder(_tell), lambda step: _tell(f"Building {step}"))
    except AssetsError as error:
        raise RefusalError(f"The styles could not be built: {error}") from error


def _catalogues() -> list[Path]:
    return [file for file in source_files(PROJECT, ".po") if file.parent.name == "LC_MESSAGES"]


def _make_translations() -> None:
    # Imported here, because Babel takes longer to load than to see that nothing changed.
    from portal.embedded.translations import compile_catalogue

    catalogues = _catalogues()
    _tell(f"Compiling {len(catalogues)} translation files")
    for source in catalogues:
        compile_catalogue(source)


def _make_static() -> None:
    """Names with a hash and compressed copies, as in production. Those of before stay, because a
    portal that runs from this folder still names them."""
    _tell("Collecting the static files")
    command = [str(VENV_PYTHON), "manage.py", "collectstatic", "--noinput", "-v", "0"]
    answer = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, **_NO_SERVERS},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise RefusalError(f"`manage.py collectstatic` failed: {last_line(answer.stderr)}")


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
