"""Makes a table of a file, whatever the file says that it is."""

from loketten.kit.tables.bounds import MOST_BYTES, Empty, Table, TooManyBytes, gathered
from loketten.kit.tables.from_csv import csv_lines
from loketten.kit.tables.from_xlsx import xlsx_lines

# A zip, and what old or locked workbooks begin with.
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")


def read_table(content: bytes) -> Table:
    """Raises `NotATable` in words for what is too large, broken, or something else."""
    if not content:
        raise Empty
    if len(content) > MOST_BYTES:
        raise TooManyBytes
    return gathered((xlsx_lines if content.startswith(_WORKBOOKS) else csv_lines)(content))
