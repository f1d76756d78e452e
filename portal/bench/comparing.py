"""Makes a row of the table out of a pair."""

from portal.bench.client import WrongAnswer
from portal.bench.measuring import Result, Target, compare
from portal.bench.pairs import MARK, Pair, writes_of
from portal.bench.report import Row, Verdict
from portal.bench.servers import Stand
from portal.bench.superuser import superuser
from portal.embedded.console import say


def beside_bare(made: Stand, pair: Pair) -> Row:
    """Ours and the bare Django."""
    ours = Target(made.ours, made.pid("web"))
    return compared(made, pair, ours, Target(made.reference, made.pid("bare")))


def compared(made: Stand, pair: Pair, ours: Target, theirs: Target) -> Row:
    """Not measured when something else came back than was asked for."""
    say(f"{pair.name}: {pair.page}")
    try:
        found = compare(made, pair, ours, theirs)
        if not pair.has_windows:
            _count_writes(made, found)
    except (WrongAnswer, OSError, EOFError) as error:
        return Row(pair.name, pair.page, Verdict.NOT_MEASURED, remark=str(error))
    mine = found.ours
    moved = "" if found.is_steady else f"the reference moved {found.spread:.0%}"
    is_asked = made.size.has_many_vacancies or not pair.needs_many_vacancies
    goal, elsewhere = pair.goal.asked(here=is_asked, where="at 1x")
    return Row(
        pair.name,
        pair.page,
        goal.verdict(found.ratio.middle),
        ours_p50=mine.p50,
        ours_p95=mine.p95,
        theirs_p50=found.theirs.p50,
        ours_rate=mine.rate,
        theirs_rate=found.theirs.rate,
        app_ms=mine.per_request(mine.app_seconds),
        database_ms=mine.per_request(mine.database_seconds),
        ratio=str(found.ratio),
        goal=str(goal),
        remark="; ".join(filter(None, [elsewhere, moved])),
    )


def _count_writes(made: Stand, found: Result) -> None:
    """A redirect may lead anywhere: the talks must be there, ours with their theme."""
    written = found.tries * writes_of(made.size)
    with superuser(made.database) as cursor:
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
