"""What the country costs beside counting it each time, and how old its totals are."""

import time
from statistics import median
from typing import Any

from portal.bench.addresses import DESK, Addresses
from portal.bench.background import worker_and_clock
from portal.bench.client import Line, WrongAnswer, timed
from portal.bench.measuring import Ratio
from portal.bench.pairs import GOALS, MARK, Pair
from portal.bench.people import Person, talk_fields
from portal.bench.report import Row, Verdict
from portal.bench.servers import Stand
from portal.bench.superuser import superuser

_A_ROUND = 4
_OLDEST_SECONDS = 10.0
_PATIENCE = 60.0
# A talk may come just after a count or just before the next one.
_PAUSES = (1.0, 4.0, 8.0)
_RAW = """
SELECT desk_id, date_trunc('month', held_at AT TIME ZONE 'Europe/Amsterdam'), kind_id, count(*)
FROM advice_advicesession WHERE held_at >= %s GROUP BY 1, 2, 3
"""
_TOTAL = """
SELECT value, as_of FROM reporting_livetotal AS l
JOIN tenancy_desk AS d ON d.region_id = l.region_id WHERE d.slug = %s
"""


def beside_counting(made: Stand, pair: Pair, addresses: Addresses) -> Row:
    """The whole page against the one statement that would count its talks, without a page."""
    page: list[list[float]] = []
    raw: list[list[float]] = []
    line = Line(made.ours)
    with superuser(made.database) as cursor:
        for _ in range(made.size.rounds):
            made.supervisor.glance()
            page.append([timed(line, pair.ours[0], status=200) for _ in range(_A_ROUND)])
            raw.append([_asked(cursor, addresses.first_month) for _ in range(_A_ROUND)])
    line.close()
    ratio = Ratio.of([median(one) for one in page], [median(one) for one in raw])
    goal, elsewhere = GOALS["P7 raw"].asked(here=made.size.judges_raw_figures, where="at 10x")
    return Row(
        "P7",
        "the same, counted raw",
        goal.verdict(ratio.middle),
        ours_p50=median(one for some in page for one in some),
        theirs_p50=median(one for some in raw for one in some),
        ratio=str(ratio),
        goal=str(goal),
        remark=elsewhere,
    )


def _asked(cursor: Any, first_month: str) -> float:
    began = time.perf_counter()
    cursor.execute(_RAW, [first_month])
    cursor.fetchall()
    return (time.perf_counter() - began) * 1000


def age_of_totals(made: Stand, samira: Person, addresses: Addresses) -> Row:
    """Logs three talks and waits for each until the total of its region has it. Only meanwhile do a
    worker and its clock run."""
    row = Row("P7", "age of the totals", Verdict.NOT_MEASURED, goal=f"≤ {_OLDEST_SECONDS:g} s")
    try:
        with worker_and_clock(made), superuser(made.database) as cursor:
            _wait_for(made, cursor, _total(cursor)[1], place=1)
            ages = [_age(made, cursor, samira, addresses, pause) for pause in _PAUSES]
    except WrongAnswer as error:
        row.remark = str(error)
        return row
    row.verdict = Verdict.PASS if median(ages) <= _OLDEST_SECONDS else Verdict.MISS
    row.ratio = " ".join(f"{age:.1f}" for age in sorted(ages)) + " s"
    return row


def _age(made: Stand, cursor: Any, samira: Person, addresses: Addresses, pause: float) -> float:
    time.sleep(pause)
    path = f"/bureau/{DESK}/klanten/{addresses.files[0].number}/gesprek"
    before = _total(cursor)[0]
    fields = talk_fields(samira.see(path).body, MARK)
    timed(line := Line(made.ours), samira.sending(path, fields), status=302)
    line.close()
    began = time.monotonic()
    _wait_for(made, cursor, before, place=0)
    return time.monotonic() - began


def _wait_for(made: Stand, cursor: Any, before: Any, *, place: int) -> None:
    """Until the total, or its moment, is another."""
    deadline = time.monotonic() + _PATIENCE
    while _total(cursor)[place] == before:
        made.supervisor.glance()
        if time.monotonic() > deadline:
            raise WrongAnswer(f"the totals did not move in {_PATIENCE:g} s")
        time.sleep(0.1)


def _total(cursor: Any) -> tuple[int, Any]:
    cursor.execute(_TOTAL, [DESK])
    value, as_of = cursor.fetchone()
    return value, as_of
