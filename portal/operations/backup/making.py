"""Makes a backup: what the database holds in one moment, and the heads of the access logs."""

import json
import tarfile
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from django.conf import settings

from portal.operations.backup.archive import Backup, Draft, drafting, drop_old
from portal.operations.backup.facts import Facts, facts_of
from portal.operations.backup.servers import Place, backup_place, cursor_at, output_of

# psql and pg_restore of any release understand it; it is pressed together already.
_DUMP = ("--format=custom", "--compress=6", "--no-comments", "--no-password")


class Made(NamedTuple):
    backup: Backup
    facts: Facts


def make() -> Made:
    """Facts and rows are of the same moment: the dump reads in the snapshot of our transaction."""
    place = backup_place()
    with drafting() as draft:
        # First: a head that is kept was sealed before, so its seal is in the dump.
        keep_heads(draft)
        with cursor_at(place) as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            facts = _dump(draft, place, snapshot=cursor.fetchone()[0], cursor=cursor)
            release = cursor.connection.server_version
        backup = draft.finish(server=release, tables=len(facts.tables), rows=facts.rows)
    drop_old()
    return Made(backup, facts)


def _dump(draft: Draft, place: Place, *, snapshot: str, cursor: object) -> Facts:
    facts = facts_of(cursor)
    with draft.part("facts") as file:
        file.write(json.dumps(facts._asdict()).encode())
    with draft.part("database") as file:
        for piece in output_of(place, "pg_dump", *_DUMP, f"--snapshot={snapshot}"):
            file.write(piece)
    return facts


def keep_heads(draft: Draft) -> None:
    """Straight into the lock: years of seals need not fit in memory."""
    with (
        draft.part("heads") as file,
        # It is written to and nothing else.
        tarfile.open(fileobj=cast("BinaryIO", file), mode="w|") as package,
    ):
        for head in sorted(Path(settings.AUDIT_HEADS_DIR).glob("*.jsonl")):
            package.add(head, arcname=head.name)
