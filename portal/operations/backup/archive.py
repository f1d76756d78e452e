"""Folders of backups: made under another name, whole when they get their own."""

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from portal.operations.backup.cipher import Locked, NotSetUp, Unreadable, mark_of, unlocked

_UNFINISHED = "unfinished-"
_MANIFEST = "manifest.json"
PARTS = ("database", "facts", "heads")


@dataclass(frozen=True)
class Backup:
    """One folder: a locked file for each part, and a manifest that is signed with the same key."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def size(self) -> int:
        return sum(file.stat().st_size for file in self.folder.iterdir())

    def read(self, part: str) -> Iterator[bytes]:
        """Unlocked; raises `Unreadable`."""
        try:
            with (self.folder / part).open("rb") as file:
                yield from unlocked(file, keys())
        except FileNotFoundError as error:
            raise Unreadable(f"its part '{part}' is missing") from error

    def opened(self, part: str) -> BinaryIO:
        """The same as a file that is read once."""
        return BufferedReader(_Pieces(self.read(part)))

    def read_whole(self, part: str) -> bytes:
        return b"".join(self.read(part))

    def check(self) -> None:
        """Read all of it, before anything is done with any of it; raises `Unreadable`."""
        manifest = self._manifest()
        for part in PARTS:
            seen = hashlib.sha256()
            try:
                with (self.folder / part).open("rb") as file:
                    while piece := file.read(1 << 20):
                        seen.update(piece)
            except FileNotFoundError as error:
                raise Unreadable(f"its part '{part}' is missing") from error
            if seen.hexdigest() != manifest["parts"][part]["sha256"]:
                raise Unreadable(f"its part '{part}' was damaged or cut off")
            for _piece in self.read(part):
                pass

    def _manifest(self) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads((self.folder / _MANIFEST).read_text())
            seal = told.pop("seal")
            mark = told["key"]
        except (OSError, ValueError, KeyError, UnicodeDecodeError) as error:
            raise Unreadable("its manifest is missing or damaged") from error
        key = next((key for key in keys() if key and mark_of(key) == mark), None)
        if key is None:
            raise Unreadable(f"it is locked with another key (its mark is {mark})")
        if told.get("name") != self.name or not hmac.compare_digest(_seal(told, key), seal):
            raise Unreadable("its manifest was changed")
        return told


class _Pieces(RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._left = self._left or memoryview(next(self._pieces, b""))
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


class Draft:
    """A backup that is being made; a stop in the middle leaves only a draft."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name.removeprefix(_UNFINISHED)
        self._parts: dict[str, dict[str, Any]] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[Locked]:
        with (self.folder / name).open("wb") as file:
            locked = Locked(file, keys()[0])
            yield locked
            self._parts[name] = {"sha256": locked.close(), "size": locked.size}

    def finish(self, **told: Any) -> Backup:
        """On disk, manifest last; only then it has the name of a backup."""
        key = keys()[0]
        manifest = {
            "format": 1,
            "name": self.name,
            "key": mark_of(key),
            "parts": self._parts,
        } | told
        with (self.folder / _MANIFEST).open("w") as file:
            json.dump({**manifest, "seal": _seal(manifest, key)}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        whole = self.folder.with_name(self.name)
        _sync(self.folder)
        self.folder.rename(whole)
        _sync(whole.parent)
        return Backup(whole)


def keys() -> list[str]:
    """The key, then former ones."""
    if not settings.BACKUP_KEY:
        raise NotSetUp("BACKUP_KEY must be set: `manage.py backup --new-key` makes one.")
    return [settings.BACKUP_KEY, *settings.BACKUP_KEY_FALLBACKS]


def backups() -> list[Backup]:
    """Those that are whole, the newest first."""
    root = Path(settings.BACKUP_DIR)
    found = root.glob("[0-9]*Z") if root.is_dir() else ()
    return sorted((Backup(folder) for folder in found), key=lambda one: one.name, reverse=True)


@contextmanager
def drafting() -> Iterator[Draft]:
    """For who has the turn (servers.alone); what a killed one left behind goes first."""
    root = _root()
    for left in root.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left)
    folder = root / f"{_UNFINISHED}{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}"
    folder.mkdir(mode=0o700)
    try:
        yield Draft(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def drop_old() -> int:
    """Keep as many as were asked for, and the last of each of so many days; how many went."""
    whole, number = backups(), max(settings.BACKUPS_KEPT, 1)
    last_of_day: dict[str, Backup] = {}
    for one in whole:
        last_of_day.setdefault(one.name[:8], one)
    kept = {*whole[:number], *list(last_of_day.values())[:number]}
    old = [one for one in whole if one not in kept]
    for one in old:
        # Away from its name first: half of a folder must not look like a backup.
        gone = one.folder.with_name(f"{_UNFINISHED}{one.name}")
        one.folder.rename(gone)
        shutil.rmtree(gone)
    return len(old)


def _root() -> Path:
    root = Path(settings.BACKUP_DIR)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return root


def _sync(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    with suppress(OSError):  # some disks cannot
        os.fsync(place)
    os.close(place)


def _seal(manifest: dict[str, Any], key: str) -> str:
    text = json.dumps(manifest, sort_keys=True).encode()
    return hmac.new(key.encode(), b"manifest " + text, hashlib.sha256).hexdigest()
