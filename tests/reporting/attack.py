"""What somebody can work out who reads every published number, by a linear program."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

NATION = ""
Name = tuple[str, ...]


class Bounds(NamedTuple):
    low: float
    high: float


class Attack:
    """Unknowns, what is known of each, and the sums that hold between them."""

    def __init__(self) -> None:
        self.bounds: dict[Name, tuple[float, float | None]] = {}
        self._rows: list[dict[Name, int]] = []

    def know(self, name: Name, value: int) -> None:
        self.bounds[name] = (value, value)

    def suspect(self, name: Name, low: int = 0) -> None:
        """A withheld number: nothing is known but that it is not below `low`."""
        self.bounds[name] = (low, None)

    def adds_up(self, parts: Iterable[Name], whole: Name) -> None:
        row = dict.fromkeys(parts, 1)
        row[whole] = -1
        self._rows.append(row)

    def bounds_of(self, names: Iterable[Name]) -> dict[Name, Bounds]:
        order = {name: number for number, name in enumerate(self.bounds)}
        entries = [(r, order[n], v) for r, row in enumerate(self._rows) for n, v in row.items()]
        rows, columns, values = zip(*entries, strict=True)
        shape = (len(self._rows), len(order))
        sums = coo_array((values, (rows, columns)), shape=shape).tocsr()
        nothing = np.zeros(len(self._rows))
        found = {}
        for name in names:
            ends = []
            for sign in (1, -1):
                goal = np.zeros(len(order))
                goal[order[name]] = sign
                answer = linprog(goal, A_eq=sums, b_eq=nothing, bounds=list(self.bounds.values()))
                assert answer.status in {0, 3}, "the published numbers contradict each other"
                ends.append(sign * answer.fun if answer.status == 0 else float("inf"))
            found[name] = Bounds(*ends)
        return found
