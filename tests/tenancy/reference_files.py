"""Files for the loader: the shipped ones, with a few lines changed."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from loketten.tenancy.reference.lists import FOLDER

Row = dict[str, str]


def changed_copy(folder: Path, name: str, change: Callable[[list[Row]], list[Row]]) -> Path:
    """A copy of a shipped file in which `change` has rewritten the rows."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as shipped:
        rows = list(csv.DictReader(shipped))
    return write_rows(folder / name, change(rows))


def write_rows(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def with_values(rows: list[Row], column: str, values: dict[str, Row]) -> list[Row]:
    """The rows, with other values in those whose `column` is named."""
    return [row | values.get(row[column], {}) for row in rows]


def load(*options: str | Path) -> list[str]:
    """What the command says, line by line."""
    said = StringIO()
    call_command("load_reference", *(str(option) for option in options), stdout=said)
    return said.getvalue().splitlines()
