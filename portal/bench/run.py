"""One run of the bench, from the seed to the verdict."""

import os
import platform
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from portal.bench.addresses import COUNSELOR, Addresses
from portal.bench.budgets import budgets, check
from portal.bench.client import Line, WrongAnswer, request
from portal.bench.measuring import Result, Target, compare
from portal.bench.pairs import (
    MARK,
    Pair,
    cached_pair,
    counselor_pairs,
    national_pair,
    public_pairs,
    writes_of,
)
from portal.bench.people import Person
from portal.bench.plans import guard
from portal.bench.proxy import Proxy, find_nginx
from portal.bench.report import Report, Row, Verdict, show_table
from portal.bench.seeding import connect
from portal.bench.servers import Stand, stand, state_of
from portal.bench.sizes import Size
from portal.bench.weighing import weigh, weighed
from portal.embedded.bootstrap import PROJECT
from portal.embedded.chromium import find_chromium
from portal.embedded.console import RefusalError, say

ANALYST = "dirk@example.nl"
_NO_NGINX = "there is no nginx, and it could not be installed"


def run(size: Size, json_path: Path | None) -> int:
    """The exit code: 0 when every goal and budget is met and everything was measured."""
    report = Report(_about(size))
    with stand(size, listens=True) as made:
        for row in _rows(made):
            made.supervisor.glance()
            report.rows.append(row)
    show_table(report)
    report.write(*filter(None, [state_of(size) / "bench.json", json_path]))
    return report.exit_code


def _rows(made: Stand) -> Iterator[Row]:
    addresses = Addresses(made.database)
    say(f"{addresses.live:,} vacancies are online; measuring")
    samira, dirk = Person(made.ours, COUNSELOR), Person(made.ours, ANALYST)
    asked = budgets(addresses, samira, dirk)
    say("Statements and bytes")
    yield from (check(budget, made.ours) for budget in asked)
    yield from guard(asked, made.ours, made.database)
    for pair in public_pairs(addresses):
        yield _row(made, pair)
    for pair in counselor_pairs(addresses, samira, made.size):
        yield _row(made, pair)
    yield _row(made, national_pair(addresses, dirk))
    yield from _behind_proxy(made, addresses, samira, dirk)


def _row(made: Stand, pair: Pair) -> Row:
    ours = Target(made.ours, made.pid("web"))
    theirs = Target(made.reference, made.pid("bare"))
    return _compared(made, pair, ours, theirs)


def _compared(made: Stand, pair: Pair, ours: Target, theirs: Target) -> Row:
    say(f"{pair.name}: {pair.page}")
    try:
        found = compare(made, pair, ours, theirs)
        if not pair.has_windows:
            _count_writes(made, found)
    except (WrongAnswer, OSError, EOFError) as error:
        return Row(pair.name, pair.page, Verdict.NOT_MEASURED, remark=str(error))
    mine = found.ours
    is_met = pair.goal.is_met(found.ratio.middle)
    return Row(
        pair.name,
        pair.page,
        Verdict.PASS if is_met else Verdict.MISS,
        ours_p50=mine.p50,
        ours_p95=mine.p95,
        theirs_p50=found.theirs.p50,
        ours_rate=mine.rate,
        theirs_rate=found.theirs.rate,
        app_ms=mine.per_request(mine.app_seconds),
        database_ms=mine.per_request(mine.database_seconds),
        ratio=str(found.ratio),
        goal=str(pair.goal),
        remark="" if found.is_steady else f"the reference moved {found.spread:.0%}",
    )


def _count_writes(made: Stand, found: Result) -> None:
    """A redirect may lead anywhere: the talks must be there, ours with their theme."""
    written = found.tries * writes_of(made.size)
    with closing(connect(made.database.port, made.database.passwords)) as link:
        cursor = link.cursor()
        cursor.execute(
            "SELECT count(DISTINCT s.id), count(DISTINCT t.session_id) "
            "FROM advice_advicesession AS s "
            "LEFT JOIN advice_sessiontheme AS t ON t.session_id = s.id AND t.desk_id = s.desk_id "
            "WHERE s.id > (SELECT last_id FROM bench_ends WHERE name = 'advice_advicesession') "
            "AND s.summary LIKE %s",
            [f"{MARK}%"],
        )
        everything, ours = cursor.fetchone()
    if ours < written or everything < 2 * written:
        raise WrongAnswer(f"{ours} of {written} talks were written")


def _behind_proxy(made: Stand, addresses: Addresses, samira: Person, dirk: Person) -> Iterator[Row]:
    program = find_nginx()
    pages = {
        "list": "/vacatures",
        "search": f"/vacatures{addresses.searches[0]}",
        "detail": f"/vacatures/{addresses.listings[0]}",
    }
    if program is None:
        for name in (*pages, "Chromium"):
            yield Row("P4", name, Verdict.NOT_MEASURED, remark=_NO_NGINX)
        return
    proxy = Proxy(made, program)
    for name, path in pages.items():
        yield _cached(made, proxy, name, path)
    say("Chromium")
    try:
        kept = PROJECT / ".build"
        chromium = find_chromium(os.environ, kept=kept, say=say)
    except RefusalError as refusal:
        yield Row("weight", "Chromium", Verdict.NOT_MEASURED, remark=str(refusal))
        return
    site = f"http://localhost:{proxy.port}"
    yield from weigh(weighed(addresses, samira, dirk), site, chromium)


def _cached(made: Stand, proxy: Proxy, name: str, path: str) -> Row:
    line = Line(proxy.port)
    answers = [line.ask(request(path)) for _ in range(2)]
    line.close()
    file = proxy.lay_down(f"{name}.html", answers[-1].body)
    both = Target(proxy.port, proxy.leader)
    row = _compared(made, cached_pair("P4", f"{name}, from the proxy", path, file), both, both)
    if answers[-1].headers.get("x-bench-cache") != "HIT":
        row.remark = f"the proxy does not keep it; {row.remark}".rstrip("; ")
    return row


def _about(size: Size) -> dict[str, object]:
    asked = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty", "--abbrev=10"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "size": size.name,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit or "unknown",
        "cores": len(os.sched_getaffinity(0)),
        "machine": platform.machine(),
        "load_before": os.getloadavg()[0],
    }
