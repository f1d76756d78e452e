"""Asks the database how it would find the rows of each page, and refuses to read a large table
from end to end."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import psycopg2

from portal.bench.budgets import Budget
from portal.bench.client import Line, WrongAnswer
from portal.bench.queries import SHOW, verb_of
from portal.bench.report import Row, Verdict
from portal.embedded.postgresql import Database

_LARGE = 10_000
_WATCHED = (
    "vacancies_vacancy",
    "vacancies_listing",
    "advice_advicesession",
    "clients_client",
    "clients_clientfile",
)


def guard(budgets: Sequence[Budget], port: int, database: Database) -> list[Row]:
    """One row for each page: the plans of its own statements, as the app role sees the tables."""
    with closing(psycopg2.connect(database.environment()["DATABASE_URL"])) as link:
        large = _large_tables(link)
        link.rollback()
        return [_guarded(budget, port, link, large) for budget in budgets]


def _guarded(budget: Budget, port: int, link: Any, large: Mapping[str, int]) -> Row:
    row = Row("plans", budget.name, Verdict.NOT_MEASURED, goal="no Seq Scan of a large table")
    line = Line(port)
    try:
        told = json.loads(line.ask(budget.asks[-1]({SHOW: "1"})).body)
        if told["status"] != budget.status:
            raise WrongAnswer(f"answered {told['status']} and not {budget.status}")
        read = sorted(set(read_whole(link, told["statements"])) & set(large))
    except (WrongAnswer, ValueError, psycopg2.Error) as error:
        row.remark = str(error).splitlines()[0]
        return row
    finally:
        link.rollback()
        line.close()
    row.verdict = Verdict.MISS if read else Verdict.PASS
    few = ", ".join(sorted(set(_WATCHED) - set(large)))
    row.remark = f"reads all of {', '.join(read)}" if read else f"too small: {few}" if few else ""
    return row


def _large_tables(link: Any) -> dict[str, int]:
    """A small table is best read whole."""
    with link.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples::bigint FROM pg_class "
            "WHERE relname = ANY(%s) AND reltuples >= %s",
            [list(_WATCHED), _LARGE],
        )
        return dict(cursor.fetchall())


def read_whole(link: Any, statements: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Says again what the page said: what steers is done, what works is only planned."""
    with link.cursor() as cursor:
        for one in statements:
            text = one["sql"]
            if verb_of(text):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {text}")
                yield from _scanned(cursor.fetchone()[0][0]["Plan"])
            elif "set_config(" in text or text.upper().startswith("SET LOCAL"):
                cursor.execute(text)
            if not one["in_block"]:
                link.rollback()


def _scanned(plan: Mapping[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from _scanned(part)
