"""A report as PDF and as a spreadsheet: the same content gives the same bytes."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import typst
import xlsxwriter
from django.utils.formats import number_format
from django.utils.translation import get_language

from portal.reporting.reports.content import Content, Sheet

TEMPLATE = Path(__file__).with_name("report.typ").read_bytes()
# A spreadsheet carries the moment at which it was made; this one carries none.
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
LONGEST_NAME = 31


def pdf(content: Content) -> bytes:
    """The words go in as data, so that none of them is read as markup."""
    told = {
        "language": get_language() or "nl",
        "title": content.title,
        "about": content.about,
        "sheets": [_as_words(sheet) for sheet in content.sheets if sheet.rows],
    }
    made = typst.compile(TEMPLATE, format="pdf", sys_inputs={"told": json.dumps(told)})
    assert isinstance(made, bytes)
    return made


def xlsx(content: Content) -> bytes:
    """Every word is written as a string: nothing in it can become a formula."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": content.title, "created": NO_MOMENT})
        bold = book.add_format({"bold": True})
        for sheet in content.sheets:
            page = book.add_worksheet(sheet.title[:LONGEST_NAME])
            page.write_string(0, 0, content.title, bold)
            page.write_string(1, 0, content.about)
            page.write_string(2, 0, sheet.what)
            for column, head in enumerate(sheet.head):
                page.write_string(4, column, head, bold)
            for number, row in enumerate(sheet.rows, start=5):
                for column, cell in enumerate(row):
                    if isinstance(cell, int):
                        page.write_number(number, column, cell)
                    else:
                        page.write_string(number, column, cell)
            page.set_column(0, 0, 40)
            page.set_column(1, 6, 18)
            page.freeze_panes(5, 1)
    return stream.getvalue()


def _as_words(sheet: Sheet) -> dict[str, object]:
    return {
        "title": sheet.title,
        "what": sheet.what,
        "head": sheet.head,
        "rows": [
            [
                number_format(cell, force_grouping=True) if isinstance(cell, int) else cell
                for cell in row
            ]
            for row in sheet.rows
        ],
    }
