"""The table that people read, the JSON that machines read, and whether all of it is well."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from portal.embedded.console import say, show


class Verdict(StrEnum):
    PASS = "PASS"  # noqa: S105
    MISS = "MISS"
    TOLD = "told"
    NOT_MEASURED = "not measured"


@dataclass
class Row:
    """One line of the table; what does not apply is empty."""

    name: str
    page: str
    verdict: Verdict
    ours_p50: float | None = None
    ours_p95: float | None = None
    theirs_p50: float | None = None
    ours_rate: float | None = None
    theirs_rate: float | None = None
    app_ms: float | None = None
    database_ms: float | None = None
    queries: str = ""
    fewest: str = ""  # of them, when what a process keeps for some seconds is there
    compressed: int | None = None
    ratio: str = ""
    goal: str = ""
    remark: str = ""


@dataclass
class Report:
    """`about` says on what it was measured."""

    about: dict[str, Any]
    rows: list[Row] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """1 for a missed ratio or budget, and for what could not be measured; never for
        milliseconds."""
        if not self.rows:
            return 1
        bad = {Verdict.MISS, Verdict.NOT_MEASURED}
        return int(any(row.verdict in bad for row in self.rows))

    def write(self, *paths: Path) -> None:
        told = {**self.about, "exit_code": self.exit_code, "rows": [asdict(r) for r in self.rows]}
        for path in paths:
            path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")


_HEADS = (
    *("row", "page", "p50/p95 ms", "ref ms", "req/s", "ref", "CPU ms app/pg", "queries"),
    *("KB gz", "ratio (min-max)", "goal", ""),
)


def show_row(row: Row) -> None:
    """While it runs: what is not empty, so that a run that is stopped was not for nothing."""
    say("  ".join(filter(None, (cell.strip() for cell in _cells(row)))))


def show_table(report: Report) -> None:
    """In columns as wide as what stands in them."""
    for line in table(report.rows):
        show(f"{line}\n")


def table(rows: Sequence[Row]) -> list[str]:
    cells = [_HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(_HEADS))]
    return [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.name,
        row.page,
        _both(row.ours_p50, row.ours_p95, ".1f"),
        _one(row.theirs_p50, ".1f"),
        _one(row.ours_rate, ",.0f"),
        _one(row.theirs_rate, ",.0f"),
        _both(row.app_ms, row.database_ms, ".2f"),
        row.queries,
        _one(row.compressed / 1000 if row.compressed is not None else None, ".1f"),
        row.ratio,
        row.goal,
        f"{row.verdict}{f' ({row.remark})' if row.remark else ''}",
    )


def _one(number: float | None, shape: str) -> str:
    return "" if number is None else format(number, shape)


def _both(one: float | None, other: float | None, shape: str) -> str:
    return "/".join(filter(None, [_one(one, shape), _one(other, shape)]))
