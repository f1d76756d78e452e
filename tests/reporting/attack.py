"""What somebody can work out who reads every published number, by a linear program."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

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
        self._sums: list[dict[Name, int]] = []
        self._limits: list[dict[Name, int]] = []

    def know(self, name: Name, value: int) -> None:
        self.bounds[name] = (value, value)

    def suspect(self, name: Name, low: int = 0) -> None:
        """A withheld number: nothing is known but that it is not below `low`."""
        self.bounds[name] = (low, None)

    def adds_up(self, parts: Iterable[Name], whole: Name) -> None:
        self._sums.append({**dict.fromkeys(parts, 1), whole: -1})

    def at_most(self, one: Name, parts: Iterable[Name]) -> None:
        """One is no more than the parts together."""
        self._limits.append({one: 1, **dict.fromkeys(parts, -1)})

    def bounds_of(self, names: Iterable[Name]) -> dict[Name, Bounds]:
        order = {name: number for number, name in enumerate(self.bounds)}
        rules: dict[str, Any] = {
            "A_eq": _matrix(self._sums, order),
            "b_eq": np.zeros(len(self._sums)),
            "bounds": list(self.bounds.values()),
        }
        if self._limits:
            rules |= {
                "A_ub": _matrix(self._limits, order),
                "b_ub": np.zeros(len(self._limits)),
            }
        found = {}
        for name in names:
            ends = []
            for sign in (1, -1):
                goal = np.zeros(len(order))
                goal[order[name]] = sign
                answer = linprog(goal, **rules)
                assert answer.status in {0, 3}, "the published numbers contradict each other"
                ends.append(sign * answer.fun if answer.status == 0 else float("inf"))
            found[name] = Bounds(*ends)
        return found


def _matrix(rows: Sequence[dict[Name, int]], order: dict[Name, int]) -> Any:
    entries = [(r, order[n], v) for r, row in enumerate(rows) for n, v in row.items()]
    numbers, columns, values = zip(*entries, strict=True)
    return coo_array((values, (numbers, columns)), shape=(len(rows), len(order))).tocsr()
