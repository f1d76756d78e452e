"""Everything that was published of a quarter, together, against somebody who can calculate.

She knows all published numbers of all tables and months, and every sum that docs/figures.md lists.
A watcher knows more: she wrote down the live totals when each month ended, so that she knows how
many talks every region had in every month.
"""

from datetime import date
from typing import Any

import pytest

from loketten.tenancy.context import at_desk
from portal.reporting.choices import GRIDS, SINGLE_GRIDS, State
from portal.reporting.definitions import threshold
from portal.reporting.models import MonthCount, PublishedCell
from portal.reporting.periods import Span
from portal.reporting.publishing import publish_month
from tests.cast import Cast
from tests.reporting.attack import NATION, Attack, Name
from tests.reporting.counting import somebody_at
from tests.reporting.invented import invent

Truth = dict[Name, tuple[int, int]]
MONTHS = [date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)]
SIZES = {"AM05": 14, "AM35": 4, "AM01": 45, "AM03": 26, "AM21": 70, "AM11": 9}


@pytest.fixture(params=[1, 2])
def truth(cast: Cast, request: Any) -> Truth:
    """Publishes a quarter; gives what is true of every cell: the count, and the people."""
    desks = {code: (somebody_at(f"desk{code.lower()}", code), n) for code, n in SIZES.items()}
    desks |= {"AM13": (cast.anouk, 110), "AM36": (cast.chaima, 18)}
    invent(desks, MONTHS, seed=request.param)
    for month in MONTHS:
        publish_month(month)
    truth: Truth = {}
    for code, (somebody, _size) in desks.items():
        with at_desk(somebody.desk_id):
            for row in MonthCount.objects.all():
                if row.span == Span.MONTH or row.table == "talks":
                    name = _name(row.month, row.span, row.table, code, row.key)
                    truth[name] = row.value, row.people
    return truth


def _name(month: date, span: str, table: str, region: str | None, key: str) -> Name:
    return (f"{month:%Y-%m}", span, table, region or NATION, key)


def _as_read(*, is_public: bool = False) -> Attack:
    """What stands in the published rows, and nothing of how it came there. The public reads less of
    them, and no part of a region."""
    attack = Attack()
    cells = {
        _name(cell.publication_id, cell.span, cell.table, cell.region_id, cell.key): cell
        for cell in PublishedCell.objects.exclude(state=State.NOT_LIVE)
    }
    for cell in cells.values() if is_public else ():
        if not cell.is_public or (cell.region_id and cell.table in GRIDS):
            cell.state = State.WITHHELD
    regions = sorted({name[3] for name in cells} - {NATION})
    for month, span, table, key in sorted({(n[0], n[1], n[2], n[4]) for n in cells}):
        for region in [*regions, NATION]:
            _learn(attack, (month, span, table, region, key), cells)
        _sum_of_regions(attack, (month, span, table, key), regions)
    for month, span, table in sorted({name[:3] for name in attack.bounds}):
        if table in SINGLE_GRIDS:
            codes = sorted({n[4] for n in attack.bounds if n[:3] == (month, span, table)})
            for region in [*regions, NATION]:
                parts = [(month, span, table, region, code) for code in codes]
                attack.adds_up(parts, (month, span, "talks", region, ""))
    _people_of_the_quarter(attack, [*regions, NATION])
    return attack


def _learn(attack: Attack, name: Name, cells: dict[Name, Any]) -> None:
    cell, people = cells.get(name), (*name, "people")
    if cell is None:
        attack.know(name, 0)
        attack.know(people, 0)
    elif cell.state == State.SHOWN:
        attack.know(name, cell.value)
        attack.suspect(people) if cell.people is None else attack.know(people, cell.people)
    else:
        # What is withheld is not 0, unless all of a region is, or all regions are.
        part = slice(0, 4) if name[2] in GRIDS else slice(0, 3)
        row = [one for place, one in cells.items() if place[part] == name[part]]
        if name[2] not in GRIDS:
            row = [one for one in row if one.region_id]
        is_blank = all(one.state == State.WITHHELD for one in row)
        low = 0 if is_blank else 1
        attack.suspect(name, low)
        attack.suspect(people, low)
    attack.at_most(people, [name])


def _sum_of_regions(attack: Attack, table: Name, regions: list[str]) -> None:
    month, span, name, key = table
    if span != Span.MONTH and name == "theme":
        return  # counted for the country alone
    for more in ((), ("people",)):
        parts = [(month, span, name, region, key, *more) for region in regions]
        attack.adds_up(parts, (month, span, name, NATION, key, *more))


def _people_of_the_quarter(attack: Attack, regions: list[str]) -> None:
    """No fewer than in any of its months, and no more than in all of them."""
    last = f"{MONTHS[-1]:%Y-%m}"
    for region in regions:
        months = [(f"{m:%Y-%m}", "month", "talks", region, "", "people") for m in MONTHS]
        for span in ("quarter", "rolling"):
            whole = (last, span, "talks", region, "", "people")
            attack.at_most(whole, months)
            for month in months:
                attack.at_most(month, [whole])


def _narrow(attack: Attack, truth: Truth, names: list[Name], *, need: int) -> Any:
    """Cells that are known too well: of three talks, three may be anywhere."""
    found = {}
    for name, (low, high) in attack.bounds_of(names).items():
        whole, _ = truth[(name[0], "month", "talks", name[3], "")]
        if high - low < min(need, whole if name[2] in GRIDS else need):
            found[name] = (low, high), truth[name]
    return found


def _small(truth: Truth, need: int) -> tuple[list[Name], list[Name]]:
    """Parts of a region's talks, and all other figures, behind which stand too few people. Of the
    last month, and of what ends with it: each question costs two programs."""
    last = [(name, people) for name, (_, people) in truth.items() if name[0] == "2026-09"]
    small = [name for name, people in last if 0 < people < need]
    parts = [name for name in small if name[2] in GRIDS]
    others = [name for name in small if name[2] not in GRIDS]
    assert min(len(parts), len(others)) > 10, "a country without small numbers proves nothing"
    return parts, others


def test_the_team_finds_no_small_number(truth: Truth) -> None:
    attack, need = _as_read(), threshold()
    parts, others = _small(truth, need)
    assert _narrow(attack, truth, others, need=need) == {}
    # Who wrote down the live totals knows how many talks there were, and learns no part of them.
    for name, (value, _) in truth.items():
        if name[1:3] == ("month", "talks"):
            attack.know(name, value)
    assert _narrow(attack, truth, parts, need=need) == {}


def test_the_public_finds_no_small_number(truth: Truth) -> None:
    need = threshold(is_public=True)
    _parts, others = _small(truth, need)
    assert _narrow(_as_read(is_public=True), truth, others, need=need) == {}
