"""Makes the file: a zip that grows row by row and goes to the database piece by piece."""

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from clients.models import Client
from loketten.kit.tables.writing import Format, table_in
from loketten.tenancy.context import current_desk_id
from loketten.tenancy.models import Desk
from portal.exchange.choices import ExportState
from portal.exchange.everything.columns import Column, columns_of, rows_of, said
from portal.exchange.everything.sheets import LEFT_OUT, SAID_ALOUD, SHEETS
from portal.exchange.everything.words import heading_of
from portal.exchange.models import Export, ExportPart
from portal.exchange.progress import Progress

KEPT = timedelta(hours=24)
PART = 1 << 20
# A sheet of Excel holds a million rows; more of them go into a next one.
ROWS_A_FILE = 500_000
SETTINGS = (
    "display_name",
    "slug",
    "region",
    "number_prefix",
    "email",
    "phone",
    "brand_colour",
    "opened_on",
    "paused_on",
    "closed_on",
)


def make(export: Export) -> None:
    """Of the desk that is open, in the language of whoever asked."""
    parts = _Parts(export)
    with (
        override(export.language),
        ZipFile(parts, "w", ZIP_DEFLATED) as archive,
    ):
        _Everything(export, archive).write()
    parts.flush_rest()
    # Afterwards: the log may name somebody who came in between, and may miss nobody.
    export.clients_until = Client.objects.aggregate(newest=Max("pk"))["newest"] or 0
    now = timezone.now()
    export.state, export.made_at, export.expires_at = ExportState.READY, now, now + KEPT
    export.size, export.checksum = parts.size, parts.digest.hexdigest()
    names = ["state", "made_at", "expires_at", "size", "checksum", "clients_until"]
    export.save(update_fields=names)


class _Parts(io.RawIOBase):
    """Takes bytes as a file would that nobody can seek in, and keeps a megabyte at most."""

    def __init__(self, export: Export) -> None:
        self._export, self._number = export, 0
        self._rest = bytearray()
        self.size, self.digest = 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._rest += content
        while len(self._rest) >= PART:
            self._keep(bytes(self._rest[:PART]))
            del self._rest[:PART]
        return len(content)

    def flush_rest(self) -> None:
        if self._rest:
            self._keep(bytes(self._rest))
            self._rest.clear()

    def _keep(self, piece: bytes) -> None:
        ExportPart.objects.create(of=self._export, number=self._number, content=piece)
        self._number += 1
        self.size += len(piece)
        self.digest.update(piece)


class _Hashed(io.RawIOBase):
    """Passes bytes on and remembers what they add up to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.size, self.digest = stream, 0, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._stream.write(content)
        self.size += len(content)
        self.digest.update(content)
        return len(content)


class _Everything:
    """One run: the tables, the logo, the file for programs and the one for people."""

    def __init__(self, export: Export, archive: ZipFile) -> None:
        self._export, self._archive = export, archive
        self._format = Format(export.format)
        self._desk = Desk.objects.select_related("region").get(pk=current_desk_id())
        self._files: list[dict[str, Any]] = []

    def write(self) -> None:
        progress = Progress(self._export.public_id, self._export.state, step=1)
        for done, sheet in enumerate(SHEETS):
            progress.tell(done)
            columns = columns_of(sheet)
            self._table(str(sheet.title), columns, rows_of(sheet, columns))
        self._settings()
        if self._desk.logo:
            with self._entry("logo.png") as told:
                told["stream"].write(bytes(self._desk.logo))
        self._papers()

    def _settings(self) -> None:
        columns = [
            Column("name", _("Setting"), "name", said),
            Column("value", _("Value"), "value", said),
        ]
        fields = (Desk._meta.get_field(name) for name in SETTINGS)
        rows = ([heading_of(one), said(getattr(self._desk, one.name))] for one in fields)
        self._table(_("Settings"), columns, iter(rows))

    def _table(self, title: str, columns: list[Column], rows: Iterator[list[str]]) -> None:
        """In several files when one would be too long."""
        number, first = 1, next(rows, None)
        while first is not None or number == 1:
            name = title if number == 1 else f"{title} {number}"
            count = 0
            with (
                self._entry(f"{slugify(name)}.{self._format}") as told,
                table_in(told["stream"], self._format, title=name) as table,
            ):
                table.write(column.heading for column in columns)
                for row in chain([first] if first is not None else [], rows):
                    table.write(row)
                    count += 1
                    if count == ROWS_A_FILE:
                        break
            told |= {"title": name, "rows": count}
            told["columns"] = [{"name": one.name, "heading": one.heading} for one in columns]
            number, first = number + 1, next(rows, None)

    @contextmanager
    def _entry(self, name: str) -> Iterator[dict[str, Any]]:
        """A file in the zip; what is told of it is complete when the block ends."""
        told: dict[str, Any] = {"file": name}
        info = ZipInfo(name, date_time=timezone.localtime().timetuple()[:6])
        # A workbook is a zip already.
        info.compress_type = ZIP_STORED if name.endswith(".xlsx") else ZIP_DEFLATED
        with self._archive.open(info, "w", force_zip64=True) as stream:
            hashed = _Hashed(stream)
            told["stream"] = hashed
            yield told
        del told["stream"]
        told |= {"bytes": hashed.size, "sha256": hashed.digest.hexdigest()}
        self._files.append(told)

    def _papers(self) -> None:
        left_out = {name: str(LEFT_OUT[name]) for name in LEFT_OUT}
        told = {
            "desk": self._desk.slug,
            "name": self._desk.display_name,
            "asked_at": self._export.asked_at.isoformat(),
            "made_at": timezone.now().isoformat(),
            "purpose": self._export.purpose,
            "language": self._export.language,
            "format": self._format,
            "files": self._files,
            "left_out": left_out,
        }
        manifest = json.dumps(told, ensure_ascii=False, indent=1)
        self._archive.writestr("manifest.json", manifest)
        self._archive.writestr(_("READ-ME.txt"), self._read_me())

    def _read_me(self) -> str:
        context = {
            "desk": self._desk,
            "export": self._export,
            "files": self._files,
            "left_out": [LEFT_OUT[name] for name in SAID_ALOUD],
            "is_csv": self._format is Format.CSV,
        }
        return render_to_string("exchange/read_me.txt", context).replace("\n", "\r\n")
