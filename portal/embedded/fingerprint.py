"""Tells whether the files that a step reads have changed since it last ended well."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_NOT_OURS = {"node_modules", "__pycache__", "tests", "docs"}


def fingerprint(paths: Iterable[Path]) -> str:
    """One digest over the names and contents of all files at or under `paths`."""
    whole = hashlib.sha256()
    for root in paths:
        for file in _files(root):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            whole.update(f"{file.relative_to(root.parent)}\0{content}\n".encode())
    return whole.hexdigest()


def source_files(project: Path, *suffixes: str) -> list[Path]:
    """Files of ours with one of these endings, without what is installed, built or only tested."""
    folders = (entry for entry in sorted(project.iterdir()) if _is_source(entry))
    found = (file for folder in folders for file in _files(folder))
    return [file for file in found if file.suffix in suffixes]


def _is_source(entry: Path) -> bool:
    return entry.is_dir() and not entry.name.startswith(".") and entry.name not in _NOT_OURS


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
        return
    for folder, subfolders, names in os.walk(root):
        subfolders[:] = sorted(set(subfolders) - {"__pycache__", "node_modules"})
        yield from (Path(folder, name) for name in sorted(names))


class Stamps:
    """Remembers per step the fingerprint with which it last ended well."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def has(self, step: str, mark: str) -> bool:
        return self._kept().get(step) == mark

    def drop(self, step: str) -> None:
        """Before a step begins: a stop half-way must not look like the old success."""
        self._write({name: mark for name, mark in self._kept().items() if name != step})

    def set(self, step: str, mark: str) -> None:
        self._write({**self._kept(), step: mark})

    def _kept(self) -> dict[str, str]:
        try:
            kept: dict[str, str] = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return {}
        return kept

    def _write(self, marks: dict[str, str]) -> None:
        draft = self._path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(marks, indent=1))
        draft.replace(self._path)
