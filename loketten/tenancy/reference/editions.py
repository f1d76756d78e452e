"""Which file is newer: the one at hand or the one that was loaded before."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from loketten.tenancy.models import ReferenceEdition
from loketten.tenancy.reference.table import BadFileError


@dataclass(frozen=True)
class Edition:
    """A file and the days it speaks for.

    From `day` on the file is the whole truth. `since` is for a database that knows nothing yet:
    there the rows are taken to hold from that earlier day.
    """

    content: str
    path: Path
    day: date
    since: date
    is_shipped: bool = False

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def is_settled(edition: Edition) -> bool:
    """True for a shipped file that is loaded already, or that is older than what is loaded.

    So a release does not undo what an administrator or a newer official file has changed since.
    A file that somebody chose is always compared row by row; an older one is refused.
    """
    loaded = ReferenceEdition.objects.filter(content=edition.content).first()
    if loaded is None:
        return False
    if loaded.valid_from > edition.day and not edition.is_shipped:
        raise BadFileError(
            edition.path,
            f"{edition.content} were loaded with --valid-from {loaded.valid_from}; "
            "this file must be valid from that day or later.",
        )
    return edition.is_shipped and (
        loaded.valid_from > edition.day or loaded.digest == edition.digest
    )


def remember(edition: Edition) -> None:
    """Writes only when the edition differs, so that a second run leaves no trace."""
    facts = {
        "valid_from": edition.day,
        "file_name": edition.path.name[:200],
        "digest": edition.digest,
    }
    if not ReferenceEdition.objects.filter(content=edition.content, **facts).exists():
        ReferenceEdition.objects.update_or_create(
            content=edition.content, defaults={**facts, "loaded_at": timezone.now()}
        )
