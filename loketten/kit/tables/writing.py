"""Writes a table row by row, as a workbook or as CSV, into whatever takes bytes.

A workbook of our own making, because xlsxwriter keeps its rows in files on disk until the end: what
is written here holds people's names, and a process that is killed would leave them there.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper
from typing import IO, Protocol
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

# What a spreadsheet may take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FIRST_MARK = "'"
_BEFORE = " \u00a0\"'"
# XML 1.0 has no way to write these.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel keeps no more signs in one cell.
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
_NO_TITLE = re.compile(r"[\[\]:*?/\\']")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Format(StrEnum):
    """The values are the endings of file names."""

    XLSX = "xlsx"
    CSV = "csv"


class RowWriter(Protocol):
    def write(self, cells: Iterable[str]) -> None:
        """One row."""


@contextmanager
def table_in(stream: IO[bytes], format: Format, *, title: str) -> Iterator[RowWriter]:
    """The table is whole when the block ends; `title` is the name of the sheet."""
    with (_workbook if format is Format.XLSX else _csv)(stream, title) as writer:
        yield writer


def harmless(text: str) -> str:
    """For CSV, where nothing else can say that a text is a text: an apostrophe before what a
    spreadsheet would work out."""
    return _FIRST_MARK + text if text.lstrip(_BEFORE).startswith(_FORMULA) else text


class _CsvRows:
    def __init__(self, text: IO[str]) -> None:
        # Semicolons, because Excel in the Netherlands puts commas in one column.
        self._rows = csv.writer(text, delimiter=";", lineterminator="\r\n")

    def write(self, cells: Iterable[str]) -> None:
        self._rows.writerow([harmless(cell) for cell in cells])


@contextmanager
def _csv(stream: IO[bytes], _title: str) -> Iterator[RowWriter]:
    text = TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    yield _CsvRows(text)
    # The stream is the caller's to close.
    text.detach()


class _SheetRows:
    """Every cell is an inline string: there is no way in which it becomes a formula or a number,
    so a phone number keeps its zero."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._count = 0

    def write(self, cells: Iterable[str]) -> None:
        self._count += 1
        # The first row is bold: it names the columns.
        style = ' s="1"' if self._count == 1 else ""
        drawn = "".join(
            f'<c t="inlineStr"{style}><is><t xml:space="preserve">{_escaped(cell)}</t></is></c>'
            for cell in cells
        )
        self._stream.write(f'<row r="{self._count}">{drawn}</row>'.encode())


@contextmanager
def _workbook(stream: IO[bytes], title: str) -> Iterator[RowWriter]:
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=4) as archive:
        for name, content in _frame(title).items():
            archive.writestr(name, _DECLARATION + content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"{_DECLARATION}{_SHEET_START}".encode())
            yield _SheetRows(sheet)
            sheet.write(b"</sheetData></worksheet>")


_SHEET_START = (
    f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    '<cols><col min="1" max="60" width="22" customWidth="1"/></cols><sheetData>'
)


def _frame(title: str) -> dict[str, str]:
    """The parts of a workbook around its one sheet."""
    name = escape(_NO_TITLE.sub(" ", title)[:LONGEST_TITLE], {'"': "&quot;"})
    rels = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{rels}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{rels}<Relationship Id="r1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/>'
        '<font><b/></font></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>",
    }


def _escaped(text: str) -> str:
    return escape(_UNWRITABLE.sub("\ufffd", text[:LONGEST_CELL]))
