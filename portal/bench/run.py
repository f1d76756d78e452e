"""One run of the bench, from the seed to the verdict."""

import os
import platform
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from portal.bench.addresses import COUNSELOR, Addresses
from portal.bench.background import one_round
from portal.bench.budgets import budgets, check
from portal.bench.client import Line, request
from portal.bench.comparing import beside_bare, compared
from portal.bench.country import age_of_totals, beside_counting
from portal.bench.growth import growth
from portal.bench.measuring import Target
from portal.bench.pairs import (
    ANALYST,
    cached_pair,
    counselor_pairs,
    national_pair,
    public_pairs,
)
from portal.bench.people import Person
from portal.bench.plans import guard
from portal.bench.pooler import with_pool
from portal.bench.proxy import Proxy
from portal.bench.report import Report, Row, Verdict, show_row, show_table
from portal.bench.seeds import forget_runs
from portal.bench.servers import Stand, stand, state_of
from portal.bench.sizes import SIZES, Size
from portal.bench.weighing import weigh, weighed
from portal.embedded.bootstrap import PROJECT
from portal.embedded.chromium import find_chromium
from portal.embedded.console import RefusalError, say
from portal.embedded.packages import fetch_program

_NO_NGINX = "there is no nginx, and it could not be installed"


def run(size: Size, json_path: Path | None) -> int:
    """The exit code: 0 when every goal and budget is met and everything was measured."""
    report = Report(_about(size))
    with stand(size, listens=True) as made:
        for row in _whole(_rows(made)):
            show_row(row)
            report.rows.append(row)
    show_table(report)
    report.write(*filter(None, [state_of(size) / "bench.json", json_path]))
    return report.exit_code


def fill(size: Size) -> int:
    """Only what a run would do before it measures."""
    with stand(size, listens=True):
        say(f"The size {size.name} is filled")
    return 0


def _whole(rows: Iterator[Row]) -> Iterator[Row]:
    """What was measured counts, also when the rest cannot be."""
    try:
        yield from rows
    except RefusalError as refusal:
        yield Row("run", "the rest", Verdict.NOT_MEASURED, remark=str(refusal))


def _rows(made: Stand) -> Iterator[Row]:
    one_round(made)
    addresses = Addresses(made.database)
    say(f"{addresses.live:,} vacancies are online; measuring")
    samira, dirk = Person(made.ours, COUNSELOR), Person(made.ours, ANALYST)
    asked = budgets(addresses, samira, dirk)
    checked = [check(budget, made.ours) for budget in asked]
    yield from checked
    yield from guard(asked, made.ours, made.database)
    of_public = public_pairs(addresses)
    of_counselor = counselor_pairs(addresses, samira, made.size)
    yield from (beside_bare(made, pair) for pair in (*of_public, *of_counselor))
    country = national_pair(addresses, dirk)
    yield beside_bare(made, country)
    yield beside_counting(made, country, addresses)
    yield age_of_totals(made, samira, addresses)
    yield from with_pool(made, [of_public[0], of_counselor[-1]])
    yield from _behind_proxy(made, addresses, samira, dirk)
    if made.size.below:
        with stand(SIZES[made.size.below], listens=False) as small:
            # At the smaller size nobody opened a file thousands of times in the last hour.
            forget_runs(made.database, made.environment)
            # What rested while pages were measured is not kept any more.
            for each in (made, small):
                one_round(each)
            yield from growth(made, small, {row.page: row.fewest for row in checked})


def _behind_proxy(made: Stand, addresses: Addresses, samira: Person, dirk: Person) -> Iterator[Row]:
    program = fetch_program("nginx", say=say)
    if program is None:
        yield Row("P4", "from the proxy", Verdict.NOT_MEASURED, remark=_NO_NGINX)
        yield Row("weight", "Chromium", Verdict.NOT_MEASURED, remark=_NO_NGINX)
        return
    proxy = Proxy(made, program)
    yield _cached(made, proxy, "list", "/vacatures")
    yield _cached(made, proxy, "search", f"/vacatures{addresses.full_searches[0]}")
    yield _cached(made, proxy, "vacancy", f"/vacatures/{addresses.listings[0]}")
    say("weight: Chromium")
    try:
        chromium = find_chromium(os.environ, kept=PROJECT / ".build", say=say)
    except RefusalError as refusal:
        yield Row("weight", "Chromium", Verdict.NOT_MEASURED, remark=str(refusal))
        return
    site = f"http://localhost:{proxy.port}"
    pages = weighed(addresses, samira, dirk)
    yield from weigh(pages, site, chromium, looks=made.size.looks)


def _cached(made: Stand, proxy: Proxy, name: str, path: str) -> Row:
    line = Line(proxy.port)
    answers = [line.ask(request(path)) for _ in range(2)]
    line.close()
    file = proxy.lay_down(f"{name}.html", answers[-1].body)
    both = Target(proxy.port, proxy.leader)
    row = compared(made, cached_pair("P4", f"{name}, from the proxy", path, file), both, both)
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
