"""What a table may be that somebody sends us, and how we say that it is not."""

from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
# Longer than any text that a form of ours takes.
MOST_SIGNS_IN_A_CELL = 12_000
MEGABYTE = 1_000_000
# A workbook can name one long text in every cell.
MOST_SIGNS = 2 * MOST_BYTES


class Line(NamedTuple):
    """One row of the file under the number that a spreadsheet shows beside it."""

    number: int
    cells: list[str]


class Table(NamedTuple):
    """The first row that holds something names the columns."""

    headers: list[str]
    lines: list[Line]


class NotATable(DomainError):
    """The file is refused as a whole; a row that is wrong is another matter."""


class TooManyBytes(NotATable):
    def __str__(self) -> str:
        most = {"most": MOST_BYTES // MEGABYTE}
        return gettext("This file is larger than %(most)d MB. Split it, and send the parts.") % most


class TooManyRows(NotATable):
    def __str__(self) -> str:
        most = {"most": number_format(MOST_ROWS, force_grouping=True)}
        return (
            gettext("This file has more than %(most)s rows. Split it, and send the parts.") % most
        )


class TooManyColumns(NotATable):
    def __str__(self) -> str:
        most = {"most": MOST_COLUMNS}
        return gettext("This file has more than %(most)d columns. Delete some.") % most


class CellTooLong(NotATable):
    def __init__(self, row: int) -> None:
        self.row = row

    def __str__(self) -> str:
        return gettext("Row %(row)d has a text of more than %(most)s signs. Shorten it.") % {
            "row": self.row,
            "most": number_format(MOST_SIGNS_IN_A_CELL, force_grouping=True),
        }


class Empty(NotATable):
    message = _("This file has no rows. The first row names the columns, the others are the rows.")


class TooMuchText(NotATable):
    message = _("This file has too much text. Split it, and send the parts.")


class UnknownKind(NotATable):
    message = _("We cannot read this file. Save it as Excel workbook (.xlsx) or as CSV.")


def gathered(lines: Any) -> Table:
    """Within the bounds, whatever the file says of its own size; `lines` is read no further."""
    headers: list[str] = []
    kept: list[Line] = []
    signs = 0
    for number, cells in lines:
        bare = _without_empty_end(cells)
        if len(bare) > MOST_COLUMNS:
            raise TooManyColumns
        if any(len(cell) > MOST_SIGNS_IN_A_CELL for cell in bare):
            raise CellTooLong(number)
        signs += sum(map(len, bare))
        if signs > MOST_SIGNS:
            raise TooMuchText
        if not bare:
            continue
        if not headers:
            headers = bare
        elif len(kept) == MOST_ROWS:
            raise TooManyRows
        else:
            kept.append(Line(number, bare))
    if not kept:
        raise Empty
    return Table(headers, kept)


def _without_empty_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
