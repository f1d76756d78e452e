"""How far a withheld number can be off while everything that is published stays true.

The sums of one table are a network: the country flows into regions, regions into rows, rows back
into the country. Whoever knows the published arcs knows a withheld one as far as flow can be sent
round it, and no further; for a network of whole numbers that bound is exact.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field

Node = tuple[str, str]
Moves = dict[tuple[Node, Node], int]
ENDLESS = 10**9


@dataclass
class Arc:
    """`low` and `high` are what everybody knows of a number that is withheld."""

    flow: int
    low: int
    high: int


@dataclass
class Network:
    """Arcs by their two ends; an arc that is published cannot move and is left out. `room` is
    what can go from one node to another: more along an arc, or less against one."""

    arcs: dict[tuple[Node, Node], Arc] = field(default_factory=dict)
    room: dict[Node, dict[Node, int]] = field(default_factory=lambda: defaultdict(dict))

    def open(self, tail: Node, head: Node, *, flow: int, low: int, high: int = ENDLESS) -> None:
        """Withhold this number: from now on it may move."""
        if (tail, head) in self.arcs:
            self._close(tail, head)
        self.arcs[tail, head] = arc = Arc(flow, low, high)
        self._widen(tail, head, arc.high - arc.flow)
        self._widen(head, tail, arc.flow - arc.low)

    def _close(self, tail: Node, head: Node) -> Arc:
        arc = self.arcs.pop((tail, head))
        self._widen(tail, head, arc.flow - arc.high)
        self._widen(head, tail, arc.low - arc.flow)
        return arc

    def _widen(self, a: Node, b: Node, more: int) -> None:
        self.room[a][b] = self.room[a].get(b, 0) + more

    def width(self, tail: Node, head: Node, *, enough: int) -> int:
        """The distance between the lowest and the highest that a withheld number can be; looks no
        further than `enough`."""
        arc = self._close(tail, head)
        try:
            up = self._push(head, tail, limit=min(enough, arc.high - arc.flow))
            down = (
                0 if up >= enough else self._push(tail, head, limit=min(enough, arc.flow - arc.low))
            )
        finally:
            self.open(tail, head, flow=arc.flow, low=arc.low, high=arc.high)
        return up + down

    def _push(self, start: Node, goal: Node, *, limit: int) -> int:
        """The largest flow from start to goal through arcs that may move, up to the limit."""
        moved: Moves = defaultdict(int)
        sent = 0
        while sent < limit:
            path = self._path(start, goal, moved)
            if path is None:
                break
            step = min(limit - sent, *(self.room[a][b] - moved.get((a, b), 0) for a, b in path))
            for a, b in path:
                moved[a, b] += step
                moved[b, a] -= step
            sent += step
        return sent

    def _path(self, start: Node, goal: Node, moved: Moves) -> list[tuple[Node, Node]] | None:
        came_from: dict[Node, Node] = {start: start}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for there, room in self.room[here].items():
                if there in came_from or room <= moved.get((here, there), 0):
                    continue
                came_from[there] = here
                # One step ahead: nearly every path is short, and whole rows need not be read.
                if self.room[there].get(goal, 0) > moved.get((there, goal), 0):
                    came_from[goal] = there
                if goal in came_from:
                    return _steps(came_from, start, goal)
                waiting.append(there)
        return None


def _steps(came_from: dict[Node, Node], start: Node, goal: Node) -> list[tuple[Node, Node]]:
    steps = []
    here = goal
    while here != start:
        steps.append((came_from[here], here))
        here = came_from[here]
    return steps[::-1]
