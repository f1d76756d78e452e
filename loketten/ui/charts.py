"""Where lines and bars are drawn: geometry only, colours and words come from elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import number_format

GRID_LINES = 3
STEPS = (1, 2, 5)


class Frame(NamedTuple):
    """The part of a picture in which the lines run."""

    left: int
    right: int
    top: int
    bottom: int


LARGE = Frame(46, 415, 26, 196)
SMALL = Frame(4, 116, 6, 50)


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


class Row(NamedTuple):
    """One of many lines on one axis: whose it is, its page, its months, and the same in words."""

    name: str
    url: str
    values: Sequence[int | None]
    label: str


class SmallLine(NamedTuple):
    """One row as it is drawn; a month between two without a number is a dot."""

    row: Row
    runs: list[str]
    dots: list[Dot]


class Multiples(NamedTuple):
    """Rows that share an axis of which `top` is the end, with one line behind all of them."""

    top: int
    behind: list[str]
    rows: list[SmallLine]


def multiples(rows: Sequence[Row]) -> Multiples:
    """Behind each row runs the mean of all that have a number in that month."""
    months = list(zip(*(row.values for row in rows), strict=True))
    means = [_mean([value for value in month if value is not None]) for month in months]
    highest = max((v for row in rows for v in row.values if v is not None), default=0)
    top = _step(highest) * GRID_LINES
    return Multiples(
        top,
        _runs(_spread(means, SMALL), top, SMALL),
        [_small(row, top) for row in rows],
    )


def lines(points: Sequence[Point]) -> Lines:
    """The axis starts at 0 and ends at a round number."""
    tops = [value for point in points for value in (point.value, point.before) if value is not None]
    step = _step(max(tops, default=0))
    top = step * GRID_LINES
    now = _spread([point.value for point in points], LARGE)
    before = _spread([point.before for point in points], LARGE)
    heights = [step * line for line in range(GRID_LINES + 1)]
    return Lines(
        dots=[
            Dot(x, _y(value, top, LARGE), point.words)
            for (x, value), point in zip(now, points, strict=True)
            if value is not None
        ],
        now=_runs(now, top, LARGE),
        before=_runs(before, top, LARGE),
        rows=[
            Tick(_y(height, top, LARGE), number_format(height, force_grouping=True))
            for height in heights
        ],
        columns=[Tick(x, point.name) for (x, _), point in zip(now, points, strict=True)],
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


def _small(row: Row, top: int) -> SmallLine:
    placed = _spread(row.values, SMALL)
    around = [None, *row.values, None]
    alone = [
        Dot(x, _y(value, top, SMALL), "")
        for number, (x, value) in enumerate(placed)
        if value is not None and around[number] is None and around[number + 2] is None
    ]
    return SmallLine(row, _runs(placed, top, SMALL), alone)


def _mean(values: Sequence[int]) -> int | None:
    return round(sum(values) / len(values)) if values else None


def _spread(values: Sequence[int | None], frame: Frame) -> list[tuple[int, int | None]]:
    """Each month at its place from left to right."""
    width, steps = frame.right - frame.left, max(1, len(values) - 1)
    return [(frame.left + round(n * width / steps), value) for n, value in enumerate(values)]


def _y(value: int, top: int, frame: Frame) -> int:
    return frame.bottom - round(value * (frame.bottom - frame.top) / top)


def _runs(points: list[tuple[int, int | None]], top: int, frame: Frame) -> list[str]:
    """Pieces of a line, as SVG writes them."""
    runs: list[list[str]] = [[]]
    for x, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{x},{_y(value, top, frame)}")
    return [" ".join(run) for run in runs if len(run) > 1]
