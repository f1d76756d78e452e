"""What the bench makes of its figures."""

from pathlib import Path

import pytest

from portal.bench.measuring import Ratio, turned
from portal.bench.pairs import GOALS, TRIES, Goal, Measure
from portal.bench.proxy import as_here
from portal.bench.queries import verb_of
from portal.bench.report import Report, Row, Verdict, table
from portal.embedded.bootstrap import PROJECT
from portal.embedded.console import RefusalError


def test_a_rate_must_be_high_and_a_time_low() -> None:
    rate, time = Goal(Measure.RATE, 0.35), Goal(Measure.TIME, 5.0)
    assert [rate.is_met(ratio) for ratio in (0.34, 0.35, 2)] == [False, True, True]
    assert [time.is_met(ratio) for ratio in (5.1, 5.0, 0.1)] == [False, True, True]
    assert Goal(Measure.TIME, None).is_met(99)
    assert {name for name in GOALS if name.startswith("P") and len(name) == 2} == {
        f"P{number}" for number in range(1, 8)
    }


def test_a_goal_that_is_not_asked_here_says_where_it_is() -> None:
    goal = Goal(Measure.RATE, 0.2)
    assert goal.asked(here=True, where="at 1x") == (goal, "")
    told, where = goal.asked(here=False, where="at 1x")
    assert told.verdict(0.1) is Verdict.TOLD
    assert where == "at 1x ≥ 0.2 is asked"


def test_the_ratio_is_the_middle_of_each_round_s_own() -> None:
    # Twice as slow in one round, for both: the machine was busy and the ratio is not touched.
    ratio = Ratio.of([10, 20, 12], [5, 10, 4])
    assert (ratio.middle, ratio.least, ratio.most) == (2, 2, 3)
    assert str(ratio) == "2.00 (2.00-3.00)"


def test_no_try_and_no_window_begins_with_what_another_asked() -> None:
    requests = [bytes([number]) for number in range(24)]
    begins = [turned(requests, one, window)[0] for one in range(TRIES) for window in range(4)]
    assert len(set(begins)) == len(begins)
    # Writing is done without windows, in a third of the list each time.
    assert [turned(requests, one)[0][0] for one in range(TRIES)] == [0, 8, 16]


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([], 1),
        (["PASS", "told"], 0),
        (["PASS", "MISS"], 1),
        (["PASS", "not measured"], 1),
    ],
)
def test_what_was_missed_or_not_measured_ends_badly(
    verdicts: list[str], code: int, tmp_path: Path
) -> None:
    rows = [Row("P1", "list", Verdict(verdict), ours_p50=1, ours_p95=2) for verdict in verdicts]
    report = Report({"size": "smoke"}, rows)
    assert report.exit_code == code
    report.write(tmp_path / "bench.json")
    assert f'"exit_code": {code}' in (tmp_path / "bench.json").read_text()
    assert all(verdict in line for verdict, line in zip(verdicts, table(rows)[1:], strict=True))


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ('SELECT "a" FROM b', "SELECT"),
        ("WITH hits AS (SELECT 1) SELECT * FROM hits", "SELECT"),
        ("(SELECT 1) UNION (SELECT 2)", "SELECT"),
        ("INSERT INTO a VALUES (1)", "INSERT"),
        ("SELECT set_config('loketten.desk', '1', true)", ""),
        ('SAVEPOINT "s1"', ""),
        ("SET LOCAL enable_seqscan = off", ""),
        ("", ""),
    ],
)
def test_what_counts_as_a_statement(statement: str, verb: str) -> None:
    assert verb_of(statement) == verb


def test_the_proxy_that_is_measured_caches_as_the_one_of_production() -> None:
    real = (PROJECT / "portal" / "deployment" / "nginx.conf").read_text()
    here = as_here(real, host="127.0.0.1", port=8001, upstream=8002, user="")
    kept = [line.strip() for line in real.splitlines() if "proxy_cache" in line or "gzip" in line]
    assert len(kept) > 10
    moved = [line.replace("$host", "$http_host").replace("/tmp/", "") for line in kept]
    assert [line for line in moved if line not in here] == []
    assert "ssl_" not in here
    assert "/tmp/" not in here
    with pytest.raises(RefusalError, match="worker_processes"):
        as_here(real.replace("worker_processes", "workers"), **dict.fromkeys(_PLACES, "x"))


_PLACES = ("host", "port", "upstream", "user")
