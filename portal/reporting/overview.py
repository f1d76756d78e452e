"""The national overview, put together from published numbers alone."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.dateformat import format as format_day
from django.utils.translation import gettext

from loketten.kit.windows import months_on
from loketten.ui.charts import Point, share
from loketten.ui.charts import Row as Line
from loketten.ui.parts import CertificateLine, Tile
from loketten.ui.templatetags.dates import clock, day, short_month
from portal.reporting import words
from portal.reporting.choices import PLAIN_TREES, State, Table
from portal.reporting.definitions import FIGURES, certificate
from portal.reporting.live import Live
from portal.reporting.periods import MONTHS_OF_YEAR, Period, Span
from portal.reporting.reading import Figures, Number, RegionRow, Series

COLOURS = 5
GRIDS_IN_ORDER = (Table.THEME, Table.CHANNEL, Table.KIND, Table.OUTCOME)


class Kpi(NamedTuple):
    """What the component takes."""

    title: str
    value: str | None
    more: str
    certificate: Sequence[CertificateLine]
    key: str = ""


class Bar(NamedTuple):
    """One row of a table with a picture."""

    label: str
    number: Number
    length: int


@dataclass(frozen=True)
class Breakdown:
    """A table of one grid: the largest first, what is withheld last."""

    table: Table
    title: str
    bars: list[Bar]
    certificate: Sequence[CertificateLine]


class Ranked(NamedTuple):
    """One region in the table."""

    region: RegionRow
    number: Number
    change: str
    people: Number
    weeks: Number | None
    started: Number
    places: Number
    url: str


class Legend(NamedTuple):
    """One colour of the map in words."""

    step: int
    words: str


@dataclass(frozen=True)
class Chosen:
    """What the reader asked for."""

    period: Period
    region: str
    theme: str
    published_at: Any

    def url(self, **other: str) -> str:
        """The same page with another choice."""
        query = QueryDict(mutable=True)
        asked = {"periode": self.period.key, "regio": self.region, "thema": self.theme, **other}
        query.update({name: value for name, value in asked.items() if value})
        return f"?{query.urlencode()}"


def kpis(chosen: Chosen, figures: Figures, series: Series) -> list[Kpi]:
    """Talks, people and waiting time."""
    region = chosen.region
    if chosen.theme:
        talks = figures.of(Table.THEME, region, chosen.theme)
    else:
        talks = figures.of(Table.TALKS, region)
    key = Table.THEME if chosen.theme else Table.TALKS
    first = _kpi(chosen, key, talks, _change(chosen, series, talks, region))
    made = [first._replace(title=figures.labels.get(chosen.theme, first.title))]
    if not (region and chosen.theme):
        people = figures.people(region, theme=chosen.theme)
        made.append(_kpi(chosen, "files", people))
    if not chosen.theme:
        made.append(_waiting(chosen, figures))
    return made


def live_kpi(region: str, live: Live) -> Kpi:
    """The total that moves."""
    total = live.totals.get(region, 0)
    value = None if total is None else words.grouped(total)
    fresh = f"{day(live.as_of)}, {clock(live.as_of)}" if live.as_of else gettext("not counted yet")
    return Kpi(
        str(FIGURES["live"].name),
        value,
        gettext("Live: %(moment)s") % {"moment": fresh},
        certificate("live", fresh=fresh, number=value or gettext("not shown")),
    )


def more_kpis(chosen: Chosen, figures: Figures, *, but: Collection[Table] = ()) -> list[Kpi]:
    """What is not a talk: a theme says nothing of it."""
    if chosen.theme:
        return []
    made = [
        _kpi(chosen, table, figures.of(table, chosen.region))
        for table in PLAIN_TREES
        if table not in but
    ]
    if chosen.period.span is Span.YEAR:
        made.append(_kpi(chosen, Table.LATE, figures.late(chosen.region)))
    return made


def breakdowns(chosen: Chosen, figures: Figures, *tables: Table) -> list[Breakdown]:
    """Tables of the country or of one region."""
    return [_breakdown(chosen, figures, table) for table in tables]


def ranking(chosen: Chosen, figures: Figures, series: Series, *, sort: str) -> list[Ranked]:
    """All regions; what has no number stands last and by name, whatever the order."""
    rows = [_ranked(chosen, figures, series, region) for region in figures.regions.values()]
    rows.sort(key=lambda row: row.region.name)
    name, turned = sort.removeprefix("-"), sort.startswith("-")
    if name == "regio":
        return rows[::-1] if turned else rows
    order = ORDERS.get(name, ORDERS["aantal"])
    known = [row for row in rows if order(row) >= 0]
    # The largest first, until the column is pressed once more.
    known.sort(key=order, reverse=not turned)
    return known + [row for row in rows if order(row) < 0]


def tiles(rows: list[Ranked]) -> tuple[list[Tile], list[Legend]]:
    """Five colours with as many regions in each."""
    values = sorted(row.number.value for row in rows if row.number.order > 0)
    cuts = range(COLOURS) if values else ()
    bounds = sorted({values[len(values) * cut // COLOURS] for cut in cuts})
    drawn = [_tile(row, bounds) for row in rows]
    if bounds and any(row.number.order == 0 for row in rows):
        # Where nothing happened has the lightest colour too.
        bounds[0] = 0
    return drawn, _legend(bounds)


def months_of_trend(period: Period) -> list[date]:
    """The year up to the end of the period, and the year before, in order."""
    return [months_on(period.last, -back) for back in range(2 * MONTHS_OF_YEAR - 1, -1, -1)]


def points(chosen: Chosen, series: Series) -> list[Point]:
    """Twelve months up to the end of the period, with the year before."""
    months = months_of_trend(chosen.period)
    earlier, latest = months[:MONTHS_OF_YEAR], months[MONTHS_OF_YEAR:]
    return [
        Point(
            short_month(month),
            _known(series.of(month, chosen.region)),
            f"{format_day(month, 'F Y')}: {words.in_words(series.of(month, chosen.region))}",
            _known(series.of(before, chosen.region)),
        )
        for month, before in zip(latest, earlier, strict=True)
    ]


class MonthByMonth(NamedTuple):
    """Every region by month: as lines in the order of the map, and by name as a table."""

    months: list[date]
    lines: list[Line]
    rows: list[tuple[RegionRow, list[Number | None]]]


def month_by_month(chosen: Chosen, figures: Figures, series: Series) -> MonthByMonth:
    """The twelve months of the trend, per region."""
    months = months_of_trend(chosen.period)[MONTHS_OF_YEAR:]
    rows = [
        (region, [series.of(month, region.code) for month in months])
        for region in sorted(figures.regions.values(), key=lambda region: region.name)
    ]
    on_map = sorted(rows, key=lambda row: (row[0].row, row[0].column))
    lines = [_line(chosen, region, numbers) for region, numbers in on_map]
    return MonthByMonth(months, lines, rows)


def _line(chosen: Chosen, region: RegionRow, numbers: list[Number | None]) -> Line:
    known = [_known(number) for number in numbers]
    last = {"region": region.name, "number": words.in_words(numbers[-1])}
    label = gettext("%(region)s, last month: %(number)s") % last
    return Line(region.label, chosen.url(regio=region.code), known, label)


def _kpi(chosen: Chosen, key: str, number: Number, change: str = "") -> Kpi:
    value = words.say(number)
    more = gettext("%(change)s against a year before") % {"change": change} if change else ""
    return Kpi(
        str(FIGURES[key].name),
        value,
        more,
        certificate(key, fresh=_fresh(chosen), number=value or gettext("not shown")),
        key,
    )


def _waiting(chosen: Chosen, figures: Figures) -> Kpi:
    median = figures.waiting(chosen.region)
    value = words.say_weeks(median)
    return Kpi(
        str(FIGURES[Table.WAITING].name),
        value,
        gettext("The middle of ten people or more"),
        certificate(
            Table.WAITING,
            fresh=_fresh(chosen),
            number=_people_waiting(median),
        ),
        Table.WAITING,
    )


def _people_waiting(median: Number | None) -> str:
    if median is None:
        return "0"
    return gettext("10 or more") if median.state == State.SHOWN else gettext("not shown")


def _fresh(chosen: Chosen) -> str:
    return gettext("published on %(day)s") % {"day": day(chosen.published_at)}


def _breakdown(chosen: Chosen, figures: Figures, table: Table) -> Breakdown:
    numbers = figures.codes(table, chosen.region)
    largest = max((number.value for number in numbers.values()), default=0)
    bars = [
        Bar(
            figures.labels.get(key, key) or gettext("No outcome written down"),
            number,
            share(number.value, largest),
        )
        for key, number in numbers.items()
    ]
    bars.sort(key=lambda one: (-one.number.order, one.label))
    count = words.say(figures.of(Table.TALKS, chosen.region)) or gettext("not shown")
    return Breakdown(
        table,
        str(FIGURES[table].name),
        bars,
        certificate(table, fresh=_fresh(chosen), number=count),
    )


def _change(chosen: Chosen, series: Series, number: Number, region: str) -> str:
    before = series.over(chosen.period.year_before().months, region)
    return words.say_change(number, before) if before else ""


def _ranked(chosen: Chosen, figures: Figures, series: Series, region: RegionRow) -> Ranked:
    whole = figures.of(Table.TALKS, region.code)
    number = figures.of(Table.THEME, region.code, chosen.theme) if chosen.theme else whole
    if whole.state != State.SHOWN:
        number = whole
    return Ranked(
        region,
        number,
        _change(chosen, series, number, region.code) or "–",
        figures.people(region.code) if whole.state == State.SHOWN else whole,
        figures.waiting(region.code),
        figures.of(Table.STARTED, region.code),
        figures.of(Table.PLACES, region.code),
        chosen.url(regio=region.code),
    )


def _tile(row: Ranked, bounds: list[int]) -> Tile:
    region = row.region
    tile = Tile(region.column, region.row, region.label, region.name, url=row.url)
    said = words.say(row.number)
    if said is None:
        return tile._replace(value=gettext("not shown"), is_suppressed=True)
    if row.number.state != State.SHOWN:
        return tile._replace(value=said, is_suppressed=True)
    step = sum(1 for bound in bounds if row.number.value >= bound)
    short = f"{words.grouped(row.number.value)}{'+' if row.number.is_least else ''}"
    return tile._replace(value=short, step=max(1, step))


def _legend(bounds: list[int]) -> list[Legend]:
    made = []
    for step, low in enumerate(bounds, start=1):
        high = bounds[step] - 1 if step < len(bounds) else None
        ends = {"low": words.grouped(low), "high": words.grouped(high or 0)}
        if high is None:
            text = gettext("%(low)s or more") % ends
        else:
            text = gettext("%(low)s to %(high)s") % ends if low < high else ends["low"]
        made.append(Legend(step, text))
    return made


def _known(number: Number | None) -> int | None:
    return number.value if number and number.state == State.SHOWN else None


ORDERS: dict[str, Callable[[Ranked], int]] = {
    "aantal": lambda row: row.number.order,
    "dossiers": lambda row: row.people.order,
    "gestart": lambda row: row.started.order,
    "vacatures": lambda row: row.places.order,
    "wachttijd": lambda row: row.weeks.order if row.weeks else -1,
}
