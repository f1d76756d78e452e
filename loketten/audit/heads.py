"""The last link of each chain, kept in append-only files outside the database."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

# Many lines; each has some 150 bytes, all of them ASCII.
TAIL = 4096


def keep(chain: str, number: int, digest: str) -> None:
    """Append a head when it moved; the line is on disk when this returns."""
    if last(chain) == (number, digest):
        return
    line = {"number": number, "digest": digest, "at": datetime.now(UTC).isoformat()}
    path = _file(chain)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def last(chain: str) -> tuple[int, str] | None:
    """The newest head that was kept; a half-written last line (a crash) does not count."""
    try:
        with _file(chain).open("rb") as file:
            lines = end_of(file).decode(errors="replace").splitlines()
    except FileNotFoundError:
        return None
    for line in reversed(lines):
        try:
            head = json.loads(line)
        except ValueError:
            continue
        return head["number"], head["digest"]
    return None


def end_of(file: BinaryIO) -> bytes:
    """All that is needed of a file that grows by a line a seal, for ever."""
    file.seek(-min(TAIL, file.seek(0, os.SEEK_END)), os.SEEK_END)
    return file.read()


def _file(chain: str) -> Path:
    return Path(settings.AUDIT_HEADS_DIR) / f"{chain}.jsonl"
