"""Reads CSV as spreadsheets write it: any of four encodings, and `;`, `,` or a tab between."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loketten.kit.tables.bounds import MOST_SIGNS_IN_A_CELL, CellTooLong, NotATable, UnknownKind

SEPARATORS = ";,\t"
# A first line of Excel's own, which is no row.
SAYS_SEPARATOR = "sep="
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class HasNul(NotATable):
    def __init__(self, row: int) -> None:
        self.row = row

    def __str__(self) -> str:
        said = gettext("Row %(row)d has a sign that we cannot keep. Type that row again.")
        return said % {"row": self.row}


class OpenQuote(NotATable):
    """From the quotation mark on the rest of the file would be one text."""

    def __init__(self, row: int) -> None:
        self.row = row

    def __str__(self) -> str:
        said = gettext("A quotation mark in row %(row)d has no partner. Close it, or delete it.")
        return said % {"row": self.row}


class UnknownLetters(NotATable):
    message = _("We cannot read the letters of this file. Save it as “CSV UTF-8”.")


def csv_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Row numbers are those of a spreadsheet: a text of two lines is one row."""
    text = _decoded(content)
    if "\x00" in text:
        raise HasNul(text.count("\n", 0, text.index("\x00")) + 1)
    if text.lstrip()[:1] in {"<", "%"} or text.startswith("{\\rtf"):
        raise UnknownKind
    separator, text = _separator(text)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            # Of its two complaints one is that a text is too long for a field.
            raise (CellTooLong if "limit" in str(error) else OpenQuote)(number) from None


def _decoded(content: bytes) -> str:
    encodings = [name for mark, name in _MARKS if content.startswith(mark)]
    try:
        return content.decode(encodings[0] if encodings else _guessed(content))
    except UnicodeDecodeError:
        raise UnknownLetters from None


def _guessed(content: bytes) -> str:
    """UTF-16 without its mark has a NUL in every second place; what is no UTF-8 was made by an
    older Excel."""
    start = content[:400]
    if len(start) > 3 and start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    if len(start) > 3 and start[::2].count(0) > len(start) // 3:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(text: str) -> tuple[str, str]:
    """What stands most often in the first line, outside quotation marks."""
    first, _newline, rest = text.partition("\n")
    told = first.strip().lower()
    if told.startswith(SAYS_SEPARATOR) and len(told) == len(SAYS_SEPARATOR) + 1:
        return told[-1], rest
    if first.strip("\r").lower() == f"{SAYS_SEPARATOR}\t":
        return "\t", rest
    bare = "".join(first[:100_000].split('"')[::2])
    return max(SEPARATORS, key=bare.count), text


csv.field_size_limit(max(csv.field_size_limit(), MOST_SIGNS_IN_A_CELL))
