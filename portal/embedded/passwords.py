"""Passwords and keys of this one installation: made once, kept where only its owner reads."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Passwords:
    """What the embedded servers and Django's signatures are locked with."""

    superuser: str
    owner: str
    app: str
    backup: str
    redis: str
    secret_key: str
    backup_key: str


def kept_passwords(path: Path) -> Passwords:
    """The same ones every time; a half-written file cannot exist, because it is renamed whole."""
    kept = json.loads(path.read_text()) if path.exists() else {}
    if not kept.keys() >= {field.name for field in fields(Passwords)}:
        # Those that an earlier version did not have come beside those that it had.
        kept = asdict(_new_passwords()) | kept
        _write(path, kept)
    return Passwords(**kept)


def _write(path: Path, kept: dict[str, str]) -> None:
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(kept, file)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


def _new_passwords() -> Passwords:
    return Passwords(**{field.name: secrets.token_urlsafe(40) for field in fields(Passwords)})
