"""What may be published of one month: no small number, and none that sums would give away.

Per month two kinds of tables are protected. A *tree* is one number a region that adds up to the
country. A *grid* is a table of regions by codes with both sums. Longer periods are sums of what
is published here and add nothing that anybody could subtract (docs/figures.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.reporting.network import Network, Node

NATION = ""
SOURCE: Node = ("source", "")
SINK: Node = ("sink", "")


class Cell(NamedTuple):
    """A count and the people behind it."""

    value: int
    people: int


Place = tuple[str, str]  # region (or the nation) and code


@dataclass
class Tree:
    """Regions of one figure; `withheld` also holds the nation when it is small itself."""

    cells: dict[str, Cell]
    withheld: set[str] = field(default_factory=set)

    @property
    def nation(self) -> Cell:
        return _sum(self.cells.values())

    @property
    def is_blank(self) -> bool:
        """No region is shown, so that not even a 0 is known."""
        return self.cells.keys() <= self.withheld


@dataclass
class Grid:
    """Regions by codes; `withheld` holds places, those of the nation too."""

    cells: dict[Place, Cell]
    withheld: set[Place] = field(default_factory=set)
    # A talk stands in one row: then the rows of a region add up to its talks.
    is_single: bool = True
    # Regions of which nothing is shown, so that not even a 0 is known.
    blank: set[str] = field(default_factory=set)
    columns: dict[str, dict[str, Cell]] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = {}
        for (region, code), cell in self.cells.items():
            self.columns.setdefault(code, {})[region] = cell
        self._sums = {code: _sum(column.values()) for code, column in self.columns.items()}

    def at(self, place: Place) -> Cell:
        region, code = place
        return self._sums[code] if region == NATION else self.cells[place]

    @property
    def codes(self) -> list[str]:
        return sorted(self.columns)

    @property
    def sink(self) -> Node:
        """What flows in is known when talks stand in one row; with themes it may be any sum."""
        return SINK if self.is_single else SOURCE


def protect_tree(tree: Tree, *, threshold: int) -> None:
    """Withhold small regions, and others with them until their sum gives none away. Where every
    region has one or two, none is shown, so that the country can be."""
    tree.withheld |= {region for region, cell in tree.cells.items() if _is_small(cell, threshold)}
    if _is_small(tree.nation, threshold):
        tree.withheld |= {NATION, *(region for region, cell in tree.cells.items() if cell.value)}
        return
    while tree.withheld and not _is_tree_safe(tree, threshold):
        shown = [
            (cell.people, region)
            for region, cell in tree.cells.items()
            if cell.value and region not in tree.withheld
        ]
        if shown:
            tree.withheld.add(min(shown)[1])
        elif tree.is_blank:
            tree.withheld.add(NATION)
        else:
            tree.withheld |= set(tree.cells)


def _is_tree_safe(tree: Tree, threshold: int) -> bool:
    """Everybody knows what the withheld regions are together, and that none is 0 where a 0 is
    shown."""
    if NATION in tree.withheld:
        return True
    hidden = [tree.cells[region] for region in tree.withheld]
    least = 0 if tree.is_blank else len(hidden)
    talks = sum(cell.value for cell in hidden) - least
    people = sum(cell.people for cell in hidden) - least
    return len(hidden) > 1 and min(talks, people) >= threshold


def protect_grid(grid: Grid, talks: Tree, *, threshold: int) -> None:
    """Withhold small cells, and others with them until nobody can work one out from the sums of
    its region, of its code and of the country. How many talks a region had is taken as known, also
    where it is withheld: whoever wrote down the live totals knows it."""
    grid.blank |= talks.withheld - {NATION}
    # Of so few people no part can be shown, not even what is 0: the rest would be known too well.
    few = range(1, 2 * threshold)
    grid.blank |= {region for region, cell in talks.cells.items() if cell.people in few}
    _withhold_small(grid, talks, threshold)
    network = _network(grid, talks)
    for place in sorted(grid.withheld):
        if _is_small(grid.at(place), threshold):
            _cover(grid, talks, network, place, _need(talks, place[0], threshold))


def _withhold_small(grid: Grid, talks: Tree, threshold: int) -> None:
    for (region, code), cell in grid.cells.items():
        # The rows of a region whose talks are not shown would add up to them.
        if region in grid.blank or _is_small(cell, threshold):
            grid.withheld.add((region, code))
    for code in grid.codes:
        if _is_small(grid.at((NATION, code)), threshold):
            grid.withheld.add((NATION, code))
    if NATION in talks.withheld:
        grid.withheld |= {*grid.cells, *((NATION, code) for code in grid.codes)}


def _network(grid: Grid, talks: Tree) -> Network:
    network = Network()
    for place in sorted(grid.withheld):
        _open(network, grid, talks, place)
    if not grid.is_single:
        for region in sorted({region for region, _ in grid.cells}):
            flow = sum(cell.value for (row, _), cell in grid.cells.items() if row == region)
            network.open(SOURCE, ("region", region), flow=flow, low=0)
    return network


def _open(network: Network, grid: Grid, talks: Tree, place: Place) -> None:
    region = place[0]
    if region == NATION:
        network.open(*_ends(grid, place), flow=grid.at(place).value, low=1)
        return
    # A 0 is shown as 0, except in a region of which nothing is shown.
    low = 0 if region in grid.blank else 1
    high = talks.cells[region].value
    network.open(*_ends(grid, place), flow=grid.at(place).value, low=low, high=high)


def _need(talks: Tree, region: str, threshold: int) -> int:
    """How far apart the values of a small cell must be able to lie: of three talks, three."""
    return threshold if region == NATION else min(threshold, talks.cells[region].value)


def _cover(grid: Grid, talks: Tree, network: Network, place: Place, need: int) -> None:
    tail, head = _ends(grid, place)
    while network.width(tail, head, enough=need) < need:
        more = _cheapest(grid, place, need)
        if not more:
            fuller = _next_to_blank(grid, talks, place[0])
            if fuller is None:
                _blank_everything(grid, talks, network)
                return
            _blank(grid, talks, network, fuller)
        for other in more:
            grid.withheld.add(other)
            _open(network, grid, talks, other)


def _ends(grid: Grid, place: Place) -> tuple[Node, Node]:
    region, code = place
    if region == NATION:
        return ("code", code), grid.sink
    return ("region", region), ("code", code)


def _cheapest(grid: Grid, place: Place, need: int) -> list[Place]:
    """What to withhold with it: enough to let the place move as needed, sums of the country last,
    and as few talks as possible."""
    region, code = place
    rounds = _rounds_of_code(grid, code) if region == NATION else _rounds(grid, region, code)
    best: tuple[tuple[int, bool, int], list[Place]] | None = None
    for up, down in rounds:
        new = [one for one in (*up, *down) if one not in grid.withheld]
        if not new:
            continue
        width = _least(grid, up) + min(_least(grid, down), _above_least(grid, place))
        is_national = region != NATION and any(one[0] == NATION for one in new)
        cost = sum(grid.at(one).value for one in new)
        price = (-min(width, need), is_national, cost)
        if is_national:
            price = (0, True, cost)
        if best is None or price < best[0]:
            best = price, new
    return best[1] if best else []


Round = tuple[list[Place], list[Place]]


def _rounds(grid: Grid, region: str, code: str) -> Iterable[Round]:
    """Ways to move a cell: what shrinks when it grows, and what shrinks with it."""
    others = [row for row, cell in grid.columns[code].items() if cell.value and row != region]
    if not grid.is_single:
        yield from (([(other, code)], []) for other in others)
        yield [], [(NATION, code)]
        return
    for key, column in grid.columns.items():
        if key != code and column[region].value:
            yield [(NATION, key), (region, key)], [(NATION, code)]
            for other in others:
                if column[other].value:
                    yield [(region, key), (other, code)], [(other, key)]


def _rounds_of_code(grid: Grid, code: str) -> Iterable[Round]:
    """A sum of the country moves when a region trades one code for another."""
    for region, cell in grid.columns[code].items():
        for key, column in grid.columns.items():
            if cell.value and key != code and column[region].value:
                yield [(NATION, key), (region, key)], [(region, code)]


def _least(grid: Grid, places: list[Place]) -> int:
    return min((_above_least(grid, place) for place in places), default=10**6)


def _above_least(grid: Grid, place: Place) -> int:
    """How much of it could be elsewhere, for all that is known."""
    return grid.at(place).value - (0 if place[0] in grid.blank else 1)


def _next_to_blank(grid: Grid, talks: Tree, region: str) -> str | None:
    """The region itself, else the smallest that still shows a part; None when none does."""
    if region != NATION and region not in grid.blank:
        return region
    left = [
        (cell.people, other)
        for other, cell in talks.cells.items()
        if cell.people and other not in grid.blank
    ]
    return min(left)[1] if left else None


def _blank(grid: Grid, talks: Tree, network: Network, region: str) -> None:
    """Show no part of this region any more, not even what is 0."""
    grid.blank.add(region)
    for code in grid.codes:
        grid.withheld.add((region, code))
        _open(network, grid, talks, (region, code))


def _blank_everything(grid: Grid, talks: Tree, network: Network) -> None:
    """Every region is blank and it is still not enough: the country shows no part either."""
    for code in grid.codes:
        grid.withheld.add((NATION, code))
        _open(network, grid, talks, (NATION, code))


def _is_small(cell: Cell, threshold: int) -> bool:
    return 0 < cell.people < threshold


def _sum(cells: Iterable[Cell]) -> Cell:
    found = list(cells)
    return Cell(sum(cell.value for cell in found), sum(cell.people for cell in found))
