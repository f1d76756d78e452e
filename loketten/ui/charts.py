"""Where lines and bars are drawn: geometry only, colours and words come from elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 440, 222
LEFT, RIGHT, TOP, BOTTOM = 46, 415, 26, 196
GRID_LINES = 3
STEPS = (1, 2, 5)


class Dot(NamedTuple):
    """One month on the line; `words` are what a pointer shows."""

    x: int
    y: int
    words: str


class Tick(NamedTuple):
    """A line of the grid with its number, or the name under a month."""

    at: int
    words: str


class Lines(NamedTuple):
    """Everything that is drawn; a month without a number breaks the line."""

    dots: list[Dot]
    now: list[str]
    before: list[str]
    rows: list[Tick]
    columns: list[Tick]


class Point(NamedTuple):
    """One month: its short name, what it is this year and was the year before; None is withheld."""

    name: str
    value: int | None
    words: str
    before: int | None = None


def lines(points: Sequence[Point]) -> Lines:
    """The axis starts at 0 and ends at a round number."""
    tops = [value for point in points for value in (point.value, point.before) if value is not None]
    step = _step(max(tops, default=0))
    top = step * GRID_LINES
    xs = [_x(number, len(points)) for number in range(len(points))]
    dots = [
        Dot(x, _y(point.value, top), point.words)
        for x, point in zip(xs, points, strict=True)
        if point.value is not None
    ]
    return Lines(
        dots=dots,
        now=_runs([(x, point.value) for x, point in zip(xs, points, strict=True)], top),
        before=_runs([(x, point.before) for x, point in zip(xs, points, strict=True)], top),
        rows=[Tick(_y(step * line, top), str(step * line)) for line in range(GRID_LINES + 1)],
        columns=[Tick(x, point.name) for x, point in zip(xs, points, strict=True)],
    )


def share(value: int, largest: int) -> int:
    """The length of a bar in hundredths of the longest; what is there is seen."""
    return max(1, round(100 * value / largest)) if value and largest else 0


def _step(highest: int) -> int:
    """The least round number of which three make the top."""
    size = 1
    while True:
        for step in STEPS:
            if step * size * GRID_LINES >= highest:
                return step * size
        size *= 10


def _x(number: int, count: int) -> int:
    return LEFT + round(number * (RIGHT - LEFT) / max(1, count - 1))


def _y(value: int, top: int) -> int:
    return BOTTOM - round(value * (BOTTOM - TOP) / top)


def _runs(points: list[tuple[int, int | None]], top: int) -> list[str]:
    """Pieces of a line, as SVG writes them."""
    runs: list[list[str]] = [[]]
    for x, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{x},{_y(value, top)}")
    return [" ".join(run) for run in runs if len(run) > 1]
