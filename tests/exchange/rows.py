"""An import and an export, as rows of the desk that is open."""

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from portal.exchange.choices import ExportState, ImportKind, ImportState, Purpose
from portal.exchange.models import Export, ExportPart, Import, ImportRow

CONTENT = b"PK everything"


def an_import(by: Any) -> Import:
    """Sent, with two columns of which one was guessed."""
    run: Import = Import.objects.create(
        kind=ImportKind.CLIENTS,
        by=by,
        owner=by,
        state=ImportState.SENT,
        headers=["Achternaam", "Bron"],
        headers_mark="0" * 64,
        columns={"last_name": 0},
        row_count=1,
    )
    ImportRow.objects.create(of=run, number=2, cells=["Zwanenburg", "lijst"])
    return run


def an_export(by: Any) -> Export:
    """Ready to be fetched."""
    now = timezone.now()
    export: Export = Export.objects.create(
        by=by,
        purpose=Purpose.MOVE,
        reason="We stappen over.",
        format="xlsx",
        language="nl",
        state=ExportState.READY,
        made_at=now,
        expires_at=now + timedelta(hours=24),
        size=len(CONTENT),
        checksum=hashlib.sha256(CONTENT).hexdigest(),
    )
    ExportPart.objects.create(of=export, number=0, content=CONTENT)
    return export
