"""The parts of a workbook, read as a stream: no tree is built, so nothing in a part can grow.

openpyxl, made safe with defusedxml, takes several times as long, and builds a tree of each row
before anybody can look how large it is; this stops at the first element too many.
"""

import re
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import Any
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from loketten.kit.tables.bounds import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SIGNS_IN_A_CELL,
    CellTooLong,
    NotATable,
    TooManyColumns,
    TooManyRows,
    UnknownKind,
)

# Empty rows with a colour count too, because somebody has to read them.
LAST_ROW = 4 * MOST_ROWS
# Of all parts together; four a cell: twenty-five columns of the longest file.
MOST_ELEMENTS = 600_000
# As many as Excel knows.
MOST_STYLES = 65_490
# What comes of bytes that are no archive, no known letters or no XML.
_UNREADABLE = (
    *(BadZipFile, OSError, EOFError, NotImplementedError, zlib.error, LZMAError),
    *(expat.ExpatError, LookupError, ValueError),
)
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
# 00000000: the zeros belong to the number, and the cell does not hold them.
_ZEROS = re.compile(r"0{2,15}")


class TooManyCells(NotATable):
    message = _("This file has too many cells. Delete the columns that you need not, or split it.")


class HasDeclarations(NotATable):
    message = _("This workbook was not made by a spreadsheet. We do not open it.")


class NeverCalculated(NotATable):
    """A program wrote the formula, and nothing has worked out what it gives."""

    def __init__(self, row: int) -> None:
        self.row = row

    def __str__(self) -> str:
        said = gettext(
            "Row %(row)d has a formula without an outcome. Open the file in Excel, save it, and "
            "send it again."
        )
        return said % {"row": self.row}


class Budget:
    """How many elements may still come, over all parts of one file."""

    left = MOST_ELEMENTS


class PartReader:
    """Calls `start` and `end` with the bare names of elements; collects text while `text` is a
    list."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.text: list[str] | None = None

    def read(self, archive: ZipFile, name: str) -> None:
        for _chunk in self.chunks(archive, name):
            pass

    def chunks(self, archive: ZipFile, name: str) -> Iterator[None]:
        """Stops after every chunk, so that whoever asks can take what was found so far."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        # No entity can come without it.
        parser.StartDoctypeDeclHandler = _refuse
        try:
            with archive.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk, False)
                    yield
            parser.Parse(b"", True)
        except _UNREADABLE:
            raise UnknownKind from None
        yield

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def taken(self) -> str:
        """The text since somebody began to collect."""
        text, self.text = "".join(self.text or ()), None
        return text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.budget.left -= 1
        if self.budget.left < 0:
            raise TooManyCells
        self.start(name.rpartition(":")[2] if ":" in name else name, attributes)

    def _end(self, name: str) -> None:
        self.end(name.rpartition(":")[2] if ":" in name else name)

    def _characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)


def _refuse(*_declaration: Any) -> None:
    raise HasDeclarations


class Workbook(PartReader):
    """Which part holds the first sheet that somebody sees, and from when days are counted."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.first_sheet = ""
        self.is_from_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "workbookPr":
            self.is_from_1904 = attributes.get("date1904") in {"1", "true"}
        elif tag == "sheet" and not self.first_sheet and _is_seen(attributes):
            ids = (value for name, value in attributes.items() if name.endswith(":id"))
            self.first_sheet = next(ids, "")


class Relations(PartReader):
    """From the name that the workbook uses to the part."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.parts: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            inside = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            self.parts[attributes.get("Id", "")] = inside


class SharedStrings(PartReader):
    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._is_reading_aid = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self._parts = []
        elif tag == "rPh":
            self._is_reading_aid = True
        elif tag == "t" and not self._is_reading_aid:
            self.text = []

    def end(self, tag: str) -> None:
        if tag == "t" and self.text is not None:
            self._parts.append(self.taken())
        elif tag == "rPh":
            self._is_reading_aid = False
        elif tag == "si":
            self.texts.append("".join(self._parts))


class Styles(PartReader):
    """Of each style whether it shows a day, and how many figures it shows at least."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.is_day: list[bool] = []
        self.figures: list[int] = []
        self._formats: dict[str, str] = {str(n): code for n, code in BUILTIN_FORMATS.items()}
        self._known: dict[str, tuple[bool, int]] = {}
        self._is_in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._is_in_cells = True
        elif tag == "xf" and self._is_in_cells:
            is_day, figures = self._shows(attributes.get("numFmtId", ""))
            self.is_day.append(is_day)
            self.figures.append(figures)
            if len(self.figures) > MOST_STYLES:
                raise UnknownKind

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._is_in_cells = False

    def _shows(self, number: str) -> tuple[bool, int]:
        if number not in self._known:
            code = self._formats.get(number, "")[:200]
            zeros = _ZEROS.fullmatch(code)
            self._known[number] = is_date_format(code), len(zeros[0]) if zeros else 0
        return self._known[number]


class Cell:
    """A cell as it stands in the sheet."""

    __slots__ = ("column", "has_formula", "kind", "style", "text")

    def __init__(self, column: int, kind: str, style: str) -> None:
        self.column, self.kind, self.style = column, kind, style
        self.text: str | None = None
        self.has_formula = False


class Sheet(PartReader):
    """`rows` are those that were read since somebody emptied it."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.rows: list[tuple[int, list[Cell]]] = []
        self._number = 0
        self._last = 0
        self._cells: list[Cell] = []
        self._cell: Cell | None = None
        self._inline: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            number, self._number = self._number, _whole(attributes.get("r", ""), self._number + 1)
            self._cells, self._last = [], 0
            if self._number <= number:
                raise UnknownKind
            if self._number > LAST_ROW:
                raise TooManyRows
        elif tag == "c":
            self._last = _column(attributes.get("r", ""), self._last + 1)
            self._cell = Cell(self._last, attributes.get("t", "n"), attributes.get("s", "0"))
            self._inline = []
        elif self._cell is not None:
            if tag == "f":
                self._cell.has_formula = True
            elif tag in {"v", "t"}:
                self.text = []

    def end(self, tag: str) -> None:
        cell = self._cell
        if tag == "row":
            self.rows.append((self._number, self._cells))
            self._cells = []
        elif cell is not None:
            if tag == "t":
                self._inline.append(self.taken())
            elif tag == "is":
                cell.text = "".join(self._inline)
            elif tag == "v":
                cell.text = self.taken()
            elif tag == "c":
                self._keep(cell)

    def _keep(self, cell: Cell) -> None:
        self._cell = None
        if cell.has_formula and not cell.text and cell.kind == "n":
            raise NeverCalculated(self._number)
        if cell.text is None:
            return
        if cell.column > MOST_COLUMNS:
            raise TooManyColumns
        if len(cell.text) > MOST_SIGNS_IN_A_CELL:
            raise CellTooLong(self._number)
        self._cells.append(cell)


def _is_seen(sheet: dict[str, str]) -> bool:
    return sheet.get("state", "visible") == "visible"


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _column(reference: str, otherwise: int) -> int:
    """The number of the column of B12, which is 2."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return otherwise
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
