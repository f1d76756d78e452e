"""Reads a CSV file of reference data and says, with file and line, what is wrong with it."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

# Our name of a column -> the headings under which files from elsewhere may carry it.
Headings = Mapping[str, tuple[str, ...]]


class BadFileError(Exception):
    """A file that cannot be loaded; the message is one sentence with file and line."""

    def __init__(self, path: Path, sentence: str, line: int | None = None) -> None:
        where = path.name if line is None else f"{path.name}, line {line}"
        super().__init__(f"{where}: {sentence}")


@dataclass(frozen=True)
class Line:
    """One row; every reading method raises `BadFileError` with this row's place."""

    path: Path
    number: int
    cells: Mapping[str, str]

    def error(self, sentence: str) -> BadFileError:
        return BadFileError(self.path, sentence, self.number)

    def text(self, column: str, *, longest: int = 200) -> str:
        value = self.cells.get(column, "").strip()
        if not value:
            raise self.error(f"the column {column} is empty.")
        if len(value) > longest:
            raise self.error(f"the column {column} is longer than {longest} characters.")
        return value

    def code(self, column: str, pattern: str, example: str) -> str:
        value = self.text(column)
        if not re.fullmatch(pattern, value):
            raise self.error(f"{value!r} is not a {column}; a good one looks like {example}.")
        return value

    def whole(self, column: str, lowest: int, highest: int) -> int:
        value = self.text(column)
        if not re.fullmatch(r"[0-9]{1,6}", value) or not lowest <= int(value) <= highest:
            raise self.error(f"{value!r} is not a {column} from {lowest} to {highest}.")
        return int(value)

    def degrees(self, column: str, lowest: float, highest: float) -> float:
        value = self.text(column).replace(",", ".")
        if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,12})?", value):
            raise self.error(f"{value!r} is not a {column} in degrees.")
        if not lowest <= float(value) <= highest:
            raise self.error(f"{column} {value} does not lie in the Netherlands.")
        return float(value)

    def parts(self, column: str) -> list[str]:
        """What stands between vertical bars, without blanks and doubles, in order."""
        pieces = (piece.strip() for piece in self.cells.get(column, "").split("|"))
        return list(dict.fromkeys(piece for piece in pieces if piece))

    def day(self, column: str) -> date | None:
        value = self.cells.get(column, "").strip()
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(f"{value!r} is not a day; write it as 2027-01-31.") from None


@dataclass(frozen=True)
class Table:
    """A file that has been read whole: half a file must never be loaded."""

    path: Path
    columns: frozenset[str]
    lines: tuple[Line, ...]

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


def read_table(path: Path, *, needed: Headings, optional: Headings | None = None) -> Table:
    """Commas or semicolons, UTF-8 with or without a byte order mark."""
    text = _text_of(path)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=_delimiter_of(text), strict=True)
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(cells)]
    except csv.Error as error:
        raise BadFileError(path, f"this is not good CSV ({error}).", reader.line_num) from None
    if len(rows) < 2:
        raise BadFileError(path, "the file has no rows.")
    columns = _columns(path, rows[0][1], needed, optional or {})
    width = len(rows[0][1])
    return Table(
        path,
        frozenset(columns),
        tuple(_line(path, number, cells, width, columns) for number, cells in rows[1:]),
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadFileError(path, f"the file cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadFileError(path, "the file is not UTF-8.", line) from None


def _delimiter_of(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return ";" if heading.count(";") > heading.count(",") else ","


def _columns(
    path: Path, heading: list[str], needed: Headings, optional: Headings
) -> dict[str, int]:
    """Our column -> its place in the file."""
    places = {name.strip().casefold(): place for place, name in enumerate(heading)}
    columns = {}
    for column, others in {**needed, **optional}.items():
        place = next((places[name] for name in (column, *others) if name in places), None)
        if place is not None:
            columns[column] = place
        elif column in needed:
            raise BadFileError(path, f"the column {column} is missing.", 1)
    return columns


def _line(path: Path, number: int, cells: list[str], width: int, columns: dict[str, int]) -> Line:
    if len(cells) != width:
        raise BadFileError(path, f"{len(cells)} columns instead of {width}.", number)
    if any("\0" in cell for cell in cells):
        raise BadFileError(path, "there is a NUL character in it.", number)
    return Line(path, number, {column: cells[place] for column, place in columns.items()})
