"""The last link of each chain, kept in append-only files outside the database."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


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
    """The highest head that was kept; a half-written last line (a crash) does not count."""
    try:
        lines = _file(chain).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    for line in reversed(lines):
        try:
            head = json.loads(line)
        except ValueError:
            continue
        return head["number"], head["digest"]
    return None


def _file(chain: str) -> Path:
    return Path(settings.AUDIT_HEADS_DIR) / f"{chain}.jsonl"
