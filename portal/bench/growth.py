"""The same pages with a tenth of the rows: what grows along?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from portal.bench.addresses import COUNSELOR, Addresses
from portal.bench.budgets import Budget, budgets, check
from portal.bench.client import WrongAnswer
from portal.bench.measuring import Ratio, Side, Target, one_by_one
from portal.bench.pairs import (
    ANALYST,
    GOALS,
    Pair,
    counselor_pairs,
    national_pair,
    public_pairs,
)
from portal.bench.people import Person
from portal.bench.report import Row, Verdict
from portal.bench.servers import Stand
from portal.embedded.console import say


@dataclass(frozen=True)
class Asked:
    """What is asked of one size."""

    pairs: list[Pair]
    budgets: list[Budget]

    @classmethod
    def of(cls, stand: Stand) -> "Asked":
        addresses = Addresses(stand.database)
        samira, dirk = Person(stand.ours, COUNSELOR), Person(stand.ours, ANALYST)
        pairs = [
            *public_pairs(addresses),
            *counselor_pairs(addresses, samira, stand.size),
            national_pair(addresses, dirk),
        ]
        return cls(pairs, budgets(addresses, samira, dirk))


def growth(large: Stand, small: Stand, counted: Mapping[str, str]) -> Iterator[Row]:
    """That each page asks the database as often there, and its time, here and there in turn.
    `counted` holds the fewest statements of each page at the large size."""
    here, there = Asked.of(large), Asked.of(small)
    # Before anything is kept there, as it was here.
    alike = [_alike(budget, counted[budget.name], small) for budget in there.budgets]
    for mine, other in zip(here.pairs, there.pairs, strict=True):
        say(f"growth: {mine.page}")
        try:
            yield _grown(large, small, mine, other)
        except (WrongAnswer, OSError, EOFError) as error:
            yield Row("growth", mine.page, Verdict.NOT_MEASURED, remark=str(error))
    yield from alike


def _grown(large: Stand, small: Stand, mine: Pair, other: Pair) -> Row:
    here, there = Side(), Side()
    one_by_one(
        large.size,
        [
            (here, Target(large.ours, large.pid("web")), mine.ours, mine.status),
            (there, Target(small.ours, small.pid("web")), other.ours, other.status),
        ],
        between=large.supervisor.glance,
    )
    ratio = Ratio.of(*([median(one) for one in side.rounds] for side in (here, there)))
    wanted = GOALS["growth of search" if mine.name == "P2" else "growth"]
    goal, elsewhere = wanted.asked(here=large.size.judges_growth, where="of 10x beside 1x")
    return Row(
        "growth",
        f"{mine.page}, beside {small.size.name}",
        goal.verdict(ratio.middle),
        ours_p50=here.p50,
        ours_p95=here.p95,
        theirs_p50=there.p50,
        ratio=str(ratio),
        goal=str(goal),
        remark=elsewhere,
    )


def _alike(budget: Budget, counted: str, small: Stand) -> Row:
    row = check(budget, small.ours)
    fewer = row.fewest
    row.name, row.compressed, row.goal = "growth", None, "as many statements"
    row.queries = f"{counted or '?'} and {fewer or '?'}"
    if row.verdict is not Verdict.NOT_MEASURED and counted:
        row.verdict = Verdict.PASS if counted == fewer else Verdict.MISS
    return row
