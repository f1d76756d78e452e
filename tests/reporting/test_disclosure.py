"""No withheld number can be worked out from the published ones: asked of a linear program."""

from random import Random

import pytest

from portal.reporting.disclosure import NATION, Cell, Grid, Tree, protect_grid, protect_tree
from tests.reporting.attack import Attack

TEAM, PUBLIC = 5, 10


def month(seed: int, *, regions: int = 16, codes: int = 6, size: int = 150) -> dict[str, dict]:
    """Talks of one month, of people who may come twice: regions differ twenty to one."""
    random = Random(seed)
    counts: dict[tuple[str, str], list[int]] = {}
    for number in range(regions):
        talks = random.randint(0, max(1, size * (number + 1) // regions))
        people = max(1, talks * 2 // 3)
        for talk in range(talks):
            code = f"c{min(codes - 1, int(random.expovariate(0.7)))}"
            counts.setdefault((f"r{number:02}", code), []).append(talk % people)
    names = [f"r{number:02}" for number in range(regions)]
    all_codes = sorted({code for _, code in counts})
    cells = {
        (region, code): Cell(
            len(counts.get((region, code), [])), len(set(counts.get((region, code), [])))
        )
        for region in names
        for code in all_codes
    }
    talks = {
        region: Cell(
            sum(cells[region, code].value for code in all_codes),
            len({p for code in all_codes for p in counts.get((region, code), [])}),
        )
        for region in names
    }
    return {"cells": cells, "talks": talks}


def withheld_width(
    tree: Tree, grid: Grid, *, watched: bool = False
) -> dict[tuple[str, str], float]:
    """How wide the interval is in which each withheld cell of the grid must lie. Who watched the
    live totals knows how many talks each region had."""
    attack = Attack()
    for region, cell in tree.cells.items():
        hidden = region in tree.withheld and not watched
        attack.suspect(("talks", region), 1) if hidden else attack.know(
            ("talks", region), cell.value
        )
    if NATION in tree.withheld:
        attack.suspect(("talks", NATION), 1)
    else:
        attack.know(("talks", NATION), tree.nation.value)
    attack.adds_up([("talks", region) for region in tree.cells], ("talks", NATION))
    for place in [*grid.cells, *((NATION, code) for code in grid.codes)]:
        low = 0 if place[0] in grid.blank else 1
        if place in grid.withheld:
            attack.suspect(("grid", *place), low)
        else:
            attack.know(("grid", *place), grid.at(place).value)
    for code in grid.codes:
        attack.adds_up([("grid", region, code) for region in tree.cells], ("grid", NATION, code))
    if grid.is_single:
        for region in [*tree.cells, NATION]:
            attack.adds_up([("grid", region, code) for code in grid.codes], ("talks", region))
    small = [place for place in grid.withheld if 0 < grid.at(place).people < TEAM]
    found = attack.bounds_of([("grid", *place) for place in small])
    return {place: found["grid", *place].high - found["grid", *place].low for place in small}


@pytest.mark.parametrize("is_single", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_no_small_cell_lies_in_a_narrow_interval(seed: int, is_single: bool) -> None:
    made = month(seed)
    tree = Tree(made["talks"])
    protect_tree(tree, threshold=TEAM)
    grid = Grid(made["cells"], is_single=is_single)
    protect_grid(grid, tree, threshold=TEAM)
    widths = withheld_width(tree, grid)
    assert widths, "a month without a small cell proves nothing"
    assert min(widths.values()) >= TEAM, widths
    shown = [p for p, cell in grid.cells.items() if cell.value and p not in grid.withheld]
    assert shown, "withholding everything is no art"


def test_without_protection_the_attack_finds_small_cells() -> None:
    made = month(1)
    tree = Tree(made["talks"])
    protect_tree(tree, threshold=TEAM)
    grid = Grid(made["cells"])
    grid.withheld |= {p for p, cell in grid.cells.items() if 0 < cell.people < TEAM}
    grid.withheld |= {p for p in grid.cells if p[0] in tree.withheld}
    grid.blank |= tree.withheld
    assert min(withheld_width(tree, grid).values()) < TEAM


def test_who_watched_the_live_totals_does_not_learn_what_the_talks_were() -> None:
    """Two regions are hidden, and neither has a talk of kind y: their totals would tell all."""
    talks = Tree({"a": Cell(3, 3), "b": Cell(9, 9), "c": Cell(40, 30), "d": Cell(50, 40)})
    protect_tree(talks, threshold=TEAM)
    assert talks.withheld == {"a", "b"}
    counts = {"x": (3, 9, 20, 25), "y": (0, 0, 20, 25)}
    cells = {
        (region, code): Cell(count, count)
        for code, column in counts.items()
        for region, count in zip("abcd", column, strict=True)
    }
    grid = Grid(cells)
    protect_grid(grid, talks, threshold=TEAM)
    assert withheld_width(talks, grid, watched=True)["a", "x"] == 3, "anything from none to all"


def test_one_small_region_takes_another_along() -> None:
    tree = Tree({"a": Cell(3, 2), "b": Cell(9, 8), "c": Cell(40, 30), "d": Cell(0, 0)})
    protect_tree(tree, threshold=TEAM)
    assert tree.withheld == {"a", "b"}


def test_people_must_be_hidden_as_well_as_talks() -> None:
    """Two regions with one person each: their sum of 2 would name both."""
    tree = Tree({"a": Cell(9, 1), "b": Cell(8, 1), "c": Cell(20, 12), "d": Cell(30, 20)})
    protect_tree(tree, threshold=TEAM)
    assert tree.withheld == {"a", "b", "c"}


def test_one_or_two_in_every_region_leaves_the_country() -> None:
    """Not even a 0 is shown: who has none must be as unknown as who has one."""
    tree = Tree(
        {"a": Cell(1, 1), "b": Cell(2, 2), "c": Cell(1, 1), "d": Cell(2, 2), "e": Cell(0, 0)}
    )
    protect_tree(tree, threshold=TEAM)
    assert tree.withheld == {"a", "b", "c", "d", "e"}
    assert tree.nation == Cell(6, 6)


def test_a_country_of_one_region_does_not_give_it_away() -> None:
    tree = Tree({"a": Cell(7, 7)})
    protect_tree(tree, threshold=TEAM)
    assert tree.withheld == set(), "nothing is small, so there is nothing to hide"
    public = Tree(tree.cells, {"a"})
    protect_tree(public, threshold=TEAM)
    assert public.withheld == {"a", NATION}


def test_a_country_with_few_people_shows_nothing() -> None:
    tree = Tree({"a": Cell(3, 2), "b": Cell(1, 1), "c": Cell(0, 0)})
    protect_tree(tree, threshold=TEAM)
    assert tree.withheld == {NATION, "a", "b"}


def test_a_region_that_is_not_shown_shows_none_of_its_rows() -> None:
    talks = Tree({"a": Cell(3, 3), "b": Cell(12, 9), "c": Cell(40, 30), "d": Cell(50, 40)})
    protect_tree(talks, threshold=TEAM)
    codes = {"x": (2, 8, 25, 30), "y": (1, 4, 15, 20)}
    cells = {
        (region, code): Cell(count, count)
        for code, counts in codes.items()
        for region, count in zip("abcd", counts, strict=True)
    }
    grid = Grid(cells)
    protect_grid(grid, talks, threshold=TEAM)
    assert {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")} <= grid.withheld


def test_what_the_public_sees_is_part_of_what_the_team_sees() -> None:
    made = month(3)
    team = Tree(made["talks"])
    protect_tree(team, threshold=TEAM)
    public = Tree(made["talks"], set(team.withheld))
    protect_tree(public, threshold=PUBLIC)
    inner = Grid(made["cells"])
    protect_grid(inner, team, threshold=TEAM)
    outer = Grid(made["cells"], set(inner.withheld), blank=set(inner.blank))
    protect_grid(outer, public, threshold=PUBLIC)
    assert team.withheld <= public.withheld
    assert inner.withheld < outer.withheld
    assert not [p for p, c in grid_shown(outer) if 0 < c.people < PUBLIC]


def grid_shown(grid: Grid) -> list[tuple[tuple[str, str], Cell]]:
    return [(place, cell) for place, cell in grid.cells.items() if place not in grid.withheld]
