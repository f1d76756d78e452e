"""How many statements and bytes a page may cost, and what the pages are."""

import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from portal.bench.addresses import DESK, Addresses
from portal.bench.client import Answer, Line, WrongAnswer, request
from portal.bench.pairs import MARK
from portal.bench.people import Person, talk_fields
from portal.bench.queries import COUNT
from portal.bench.report import Row, Verdict

_GZIP_LEVEL = 6
_TIMES = 3
Ask = Callable[[Mapping[str, str]], bytes]


@dataclass(frozen=True)
class Budget:
    """Of one page; each of `asks` makes a request to it, with the headers that it is given. Without
    a bound on the bytes they are only told."""

    name: str
    queries: int
    asks: Sequence[Ask]
    kilobytes: float | None = None
    status: int = 200


def check(budget: Budget, port: int) -> Row:
    """Of several requests the most, so that nothing kept of one of them makes it look cheap; the
    fewest beside it, when the process that answers has its lists of codes."""
    line = Line(port)
    row = Row("budget", budget.name, Verdict.NOT_MEASURED, goal=_goal(budget))
    try:
        if budget.status == 200:
            # Who was away for a minute has that written down, once.
            line.ask(budget.asks[0]({}))
        answers = [line.ask(ask({COUNT: "1"})) for ask in budget.asks]
        counts = [_counted(answer, budget) for answer in answers]
    except (WrongAnswer, OSError, EOFError) as error:
        row.remark = str(error)
        return row
    finally:
        line.close()
    most = max(counts, key=lambda counted: sum(counted.values()))
    row.compressed = max(len(gzip.compress(one.body, _GZIP_LEVEL)) for one in answers)
    row.queries = str(sum(most.values()))
    row.fewest = str(min(sum(counted.values()) for counted in counts))
    is_small = budget.kilobytes is None or row.compressed <= budget.kilobytes * 1000
    is_met = is_small and sum(most.values()) <= budget.queries
    row.verdict = Verdict.PASS if is_met else Verdict.MISS
    row.remark = ", ".join(f"{n} {verb}" for verb, n in most.items() if n and verb != "SELECT")
    return row


def _goal(budget: Budget) -> str:
    said = f"≤ {budget.queries} queries"
    return f"{said}, ≤ {budget.kilobytes:g} KB" if budget.kilobytes else said


def _counted(answer: Answer, budget: Budget) -> dict[str, int]:
    if answer.status != budget.status:
        raise WrongAnswer(f"answered {answer.status} and not {budget.status}")
    told = answer.headers[COUNT.lower()]
    return {verb: int(n) for verb, _, n in (part.partition("=") for part in told.split())}


def budgets(addresses: Addresses, samira: Person, dirk: Person) -> list[Budget]:
    """Of performance goals: how many statements each page may cost."""
    of_client = f"/bureau/{DESK}/klanten"
    forms = [f"{of_client}/{file.number}/gesprek" for file in addresses.files[:_TIMES]]
    page = samira.see(forms[0]).body
    return [
        Budget("vacancies", 4, _open([f"/vacatures{one}" for one in addresses.pages[:_TIMES]]), 12),
        Budget(
            "words, region, facets",
            5,
            _open([f"/vacatures{one}" for one in addresses.full_searches[:_TIMES]]),
            12,
        ),
        Budget(
            "one vacancy", 2, _open([f"/vacatures/{one}" for one in addresses.listings[:_TIMES]])
        ),
        Budget("form of a talk", 9, _by(samira, forms)),
        Budget(
            "log a talk",
            14,
            [partial(_sending, samira, forms[0], talk_fields(page, MARK)) for _ in range(_TIMES)],
            status=302,
        ),
        Budget(
            f"file of {addresses.long_file.talks} talks",
            11,
            _by(samira, [f"{of_client}/{addresses.long_file.number}"] * _TIMES),
        ),
        Budget("my day", 10, _by(samira, [f"/bureau/{DESK}"] * _TIMES)),
        Budget("the country", 7, _by(dirk, ["/landelijk"] * _TIMES)),
        Budget("regions in the API", 2, _open(["/api/v1/regions"] * _TIMES)),
    ]


def _open(paths: Sequence[str]) -> list[Ask]:
    return [partial(_asking, path) for path in paths]


def _asking(path: str, headers: Mapping[str, str]) -> bytes:
    return request(path, headers=headers)


def _by(person: Person, paths: Sequence[str]) -> list[Ask]:
    return [partial(person.asking, path) for path in paths]


def _sending(
    person: Person, path: str, fields: Mapping[str, str], headers: Mapping[str, str]
) -> bytes:
    return person.sending(path, fields, headers)
