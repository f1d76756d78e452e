"""The files that make the repository, found without git: a copy may come without its history."""

import os
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def our_files() -> Iterator[Path]:
    """Every file but what `.gitignore` names, which is made on this machine."""
    folders, endings = _ignored()
    for place, inside, names in os.walk(PROJECT):
        inside[:] = [name for name in inside if name not in folders]
        for name in names:
            if not name.endswith(endings) and name != ".env":
                yield Path(place, name)


def _ignored() -> tuple[set[str], tuple[str, ...]]:
    lines = (PROJECT / ".gitignore").read_text().split()
    folders = {line.rstrip("/") for line in lines if line.endswith("/")} | {".git"}
    return folders, tuple(line[1:] for line in lines if line.startswith("*."))


def place_complaints(path: Path, text: str) -> Iterator[str]:
    """A file that names a registry or this machine sends everybody there, or tells too much."""
    for host in REGISTRIES:
        if host in text:
            yield f"{path.relative_to(PROJECT)} names the registry {host}"
    if str(PROJECT) in text:
        yield f"{path.relative_to(PROJECT)} names the folder in which it was written"


# In pieces, so that this file does not complain of itself.
REGISTRIES = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("python" + "hosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("docker", "io"),
        ("ghcr", "io"),
    )
]
