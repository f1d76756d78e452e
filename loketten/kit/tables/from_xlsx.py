"""Reads the first sheet of a workbook, as the texts that somebody would type."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zipfile import ZipFile

from django.utils.translation import gettext_lazy as _
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from loketten.kit.tables.archive import opened
from loketten.kit.tables.bounds import MOST_COLUMNS, NotATable, UnknownKind
from loketten.kit.tables.parts import (
    Budget,
    Cell,
    Relations,
    SharedStrings,
    Sheet,
    Styles,
    Workbook,
)

# More figures than a spreadsheet counts with.
LONGEST_NUMBER = 40


class NoSheet(NotATable):
    message = _("This workbook has no sheet with cells.")


def xlsx_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Formulas give the outcome that the spreadsheet kept; nothing is worked out here."""
    with opened(content) as archive:
        yield from _Reader(archive).lines()


class _Reader:
    def __init__(self, archive: ZipFile) -> None:
        self._archive, self._budget = archive, Budget()
        names = set(archive.namelist())
        workbook = Workbook(self._budget)
        workbook.read(archive, "xl/workbook.xml")
        relations = Relations(self._budget)
        relations.read(archive, "xl/_rels/workbook.xml.rels")
        self._part = relations.parts.get(workbook.first_sheet, "")
        if self._part not in names:
            raise NoSheet
        self._epoch = MAC_EPOCH if workbook.is_from_1904 else WINDOWS_EPOCH
        strings, self._styles = SharedStrings(self._budget), Styles(self._budget)
        if "xl/sharedStrings.xml" in names:
            strings.read(archive, "xl/sharedStrings.xml")
        if "xl/styles.xml" in names:
            self._styles.read(archive, "xl/styles.xml")
        self._texts = strings.texts

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        sheet = Sheet(self._budget)
        for _chunk in sheet.chunks(self._archive, self._part):
            for number, cells in sheet.rows:
                yield number, self._row(cells)
            sheet.rows.clear()

    def _row(self, cells: list[Cell]) -> list[str]:
        texts = [""] * (max((cell.column for cell in cells), default=0) or 0)
        for cell in cells:
            texts[cell.column - 1] = self._text(cell)
        return texts[:MOST_COLUMNS]

    def _text(self, cell: Cell) -> str:
        text = cell.text or ""
        if cell.kind == "s":
            number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
            if not 0 <= number < len(self._texts):
                raise UnknownKind
            return self._texts[number]
        if cell.kind == "n" and text:
            return self._number(text, cell.style)
        return text

    def _number(self, text: str, style: str) -> str:
        try:
            value = float(text[:LONGEST_NUMBER])
        except ValueError:
            return text
        place = int(style) if style.isascii() and style.isdigit() and len(style) < 6 else 0
        has_style = place < len(self._styles.is_day)
        if has_style and self._styles.is_day[place]:
            return self._day(value) or text
        if not value.is_integer():
            return f"{value:.15g}"
        return f"{int(value)}".zfill(self._styles.figures[place] if has_style else 0)

    def _day(self, value: float) -> str:
        try:
            moment = from_excel(value, self._epoch)
        except (OverflowError, ValueError):
            return ""
        if isinstance(moment, time):
            return f"{moment:%H:%M}"
        if isinstance(moment, timedelta):
            return ""
        assert isinstance(moment, datetime)
        return f"{moment:%Y-%m-%d %H:%M}" if moment.time() != time(0) else f"{moment:%Y-%m-%d}"
