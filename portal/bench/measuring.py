"""Ours and theirs in turn, so that whatever the machine does besides hits both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from statistics import median, quantiles

from portal.bench import cpu
from portal.bench.client import Line, Window, WrongAnswer, from_two_sides, timed
from portal.bench.pairs import TRIES, WARM_UP, Measure, Pair
from portal.bench.seeds import an_hour_later
from portal.bench.servers import Stand
from portal.bench.sizes import Size

WINDOWS = 3
# A reference that moves this much between two windows says nothing; then the pair runs again.
_STEADY = 0.30


@dataclass
class Side:
    """What was measured of one of the two."""

    rounds: list[list[float]] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    app_seconds: float = 0.0
    database_seconds: float = 0.0
    counted: int = 0

    @property
    def milliseconds(self) -> list[float]:
        return [took for one in self.rounds for took in one]

    @property
    def p50(self) -> float:
        return median(self.milliseconds)

    @property
    def p95(self) -> float:
        return quantiles(self.milliseconds, n=20)[-1]

    @property
    def rate(self) -> float | None:
        return median(one.rate for one in self.windows) if self.windows else None

    def per_request(self, seconds: float) -> float:
        return seconds * 1000 / self.counted if self.counted else 0.0


@dataclass(frozen=True)
class Ratio:
    """The middle of the ratios of each round or window, and how far they lie apart."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, ours: Sequence[float], theirs: Sequence[float]) -> "Ratio":
        found = [mine / other for mine, other in zip(ours, theirs, strict=True)]
        return cls(median(found), min(found), max(found))

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.least:.2f}-{self.most:.2f})"


@dataclass(frozen=True)
class Result:
    ours: Side
    theirs: Side
    ratio: Ratio
    spread: float
    tries: int = 1

    @property
    def is_steady(self) -> bool:
        return self.spread <= _STEADY


@dataclass(frozen=True)
class Target:
    """A port, and the leader of the processes that answer there."""

    port: int
    leader: int


def compare(stand: Stand, pair: Pair, ours: Target, theirs: Target) -> Result:
    """Again when the reference was unsteady; the last try stands, and says so."""
    for number in range(TRIES):
        found = _compare(stand, pair, ours, theirs, number)
        if found.is_steady:
            break
    return replace(found, tries=number + 1)


def _compare(stand: Stand, pair: Pair, ours: Target, theirs: Target, attempt: int) -> Result:
    mine, other = Side(), Side()
    database = stand.pid("postgres")
    one_by_one(
        stand.size,
        [
            (mine, ours, turned(pair.ours, attempt), pair.status),
            (other, theirs, turned(pair.theirs, attempt), pair.their_status),
        ],
        between=stand.supervisor.glance,
        count_for=database if not pair.has_windows else 0,
    )
    if pair.has_windows:
        for number in range(1, WINDOWS + 1):
            sides = [
                (mine, ours, pair.ours, pair.status),
                (other, theirs, pair.theirs, pair.their_status),
            ]
            for side, target, requests, status in sides[:: 1 if number % 2 else -1]:
                stand.supervisor.glance()
                an_hour_later(stand.database)
                asked = turned(requests, attempt, number)
                _window(side, target, asked, status, stand.size, database, pair.depth)
    return Result(mine, other, _ratio(pair, mine, other), _spread(other))


def one_by_one(
    size: Size,
    sides: Sequence[tuple[Side, Target, Sequence[bytes], int]],
    *,
    between: Callable[[], None],
    count_for: int = 0,
) -> None:
    """Rounds of some requests each over one connection; who begins changes every round."""
    lines = [Line(target.port) for _, target, _, _ in sides]
    sources = [cycle(requests) for _, _, requests, _ in sides]
    for line, source, (_, _, _, status) in zip(lines, sources, sides, strict=True):
        for _ in range(WARM_UP):
            timed(line, next(source), status=status)
    for number in range(size.rounds):
        turn = range(len(sides)) if number % 2 else reversed(range(len(sides)))
        for place in turn:
            between()
            side, target, _, status = sides[place]
            before = _seconds(target, count_for) if count_for else (0.0, 0.0)
            took = [
                timed(lines[place], next(sources[place]), status=status)
                for _ in range(size.a_round)
            ]
            side.rounds.append(took)
            if count_for:
                _add_seconds(side, before, _seconds(target, count_for), len(took))
    for line in lines:
        line.close()


def _window(
    side: Side,
    target: Target,
    requests: Sequence[bytes],
    status: int,
    size: Size,
    database: int,
    depth: int,
) -> None:
    before = _seconds(target, database)
    window = from_two_sides(
        target.port, requests, status=status, seconds=size.window_seconds, depth=depth
    )
    if window.wrong:
        raise WrongAnswer(window.wrong[0])
    side.windows.append(window)
    _add_seconds(side, before, _seconds(target, database), window.answers)


def _seconds(target: Target, database: int) -> tuple[float, float]:
    return cpu.used(target.leader), cpu.used(database)


def _add_seconds(
    side: Side, before: tuple[float, float], after: tuple[float, float], answers: int
) -> None:
    side.app_seconds += after[0] - before[0]
    side.database_seconds += after[1] - before[1]
    side.counted += answers


def turned(requests: Sequence[bytes], attempt: int, window: int = 0) -> Sequence[bytes]:
    """Each try, and each window in it, begins elsewhere in the list, so that none asks what the
    last one just asked, or writes the same talk again."""
    parts = 1 + WINDOWS
    start = len(requests) * (attempt * parts + window) // (TRIES * parts)
    return [*requests[start:], *requests[:start]]


def _ratio(pair: Pair, mine: Side, other: Side) -> Ratio:
    if pair.goal.measure is Measure.RATE:
        return Ratio.of([one.rate for one in mine.windows], [one.rate for one in other.windows])
    return Ratio.of([median(one) for one in mine.rounds], [median(one) for one in other.rounds])


def _spread(side: Side) -> float:
    """Of the reference, as a part of its middle: rates, or the middles of its rounds."""
    found = [one.rate for one in side.windows] or [median(one) for one in side.rounds]
    if not side.windows:
        # Single rounds of milliseconds jump about; their quarters tell whether they moved.
        quarters = quantiles(found, n=4)
        return (quarters[2] - quarters[0]) / median(found)
    return (max(found) - min(found)) / median(found)
