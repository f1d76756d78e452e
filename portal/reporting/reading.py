"""Published cells, added up over a period; nothing here that was not published month by month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, OuterRef, Q, Subquery, Sum, Value, When
from django.utils.translation import get_language

from loketten.kit.made_by import code_beside
from loketten.tenancy.cache import shared_cache
from loketten.tenancy.models import Code, label_column
from portal.reporting.choices import GRIDS, State, Table
from portal.reporting.models import PublishedCell
from portal.reporting.periods import Period, Span

NATION = ""
_KEY = f"figures:{code_beside(__file__)}"
# A minute together.
_KEPT_SECONDS, _NEAR_SECONDS = 50, 10
_COLUMNS = (
    "span", "table", "region", "key", "label",
    "region__name", "region__tile_label", "region__tile_column", "region__tile_row",
)  # fmt: skip


class Number(NamedTuple):
    """A sum of months. `is_least` says that a month of it is withheld: it is this or more."""

    state: State
    value: int = 0
    is_least: bool = False

    @property
    def order(self) -> int:
        """What is withheld stands last, so that its place tells nothing."""
        return self.value if self.state == State.SHOWN else -1


@dataclass(frozen=True)
class RegionRow:
    """A region as it stands on the map."""

    code: str
    name: str
    label: str
    column: int
    row: int


NOTHING = Number(State.SHOWN)
NOT_COUNTED = Number(State.NOT_REPORTED)


class Figures:
    """What was published of one period: of every region, of every code of the country, of every
    code of one region, and of one theme everywhere. One query at most. The public is shown less."""

    def __init__(
        self, period: Period, *, region: str = NATION, theme: str = "", is_public: bool = False
    ) -> None:
        self.period = period
        self.regions: dict[str, RegionRow] = {}
        self.labels: dict[str, str] = {}
        self._months: dict[tuple[str, str, str], Number] = {}
        self._people: dict[tuple[str, str], Number] = {}
        self._median: dict[str, Number] = {}
        self._late: dict[str, Number] = {}
        # In public no part of a region is shown: not even which of its rows are 0.
        for row in _kept_rows(period, NATION if is_public else region, theme, is_public):
            self._take(row)

    def of(self, table: Table, region: str = NATION, key: str = "") -> Number:
        """A sum over the months. A row that is not in a table is 0; a figure that nobody counted
        yet when its months were published is not."""
        absent = NOTHING if table in GRIDS else NOT_COUNTED
        return self._months.get((table, region, key), absent)

    def codes(self, table: Table, region: str = NATION) -> dict[str, Number]:
        """The rows of a grid that hold something, in the country or in one region."""
        return {
            key: number
            for (name, place, key), number in self._months.items()
            if name == table and place == region
        }

    def people(self, region: str = NATION, *, theme: str = "") -> Number:
        """Unique people over the whole period: counted for it, never added up."""
        return self._people.get((region, theme), NOTHING)

    def waiting(self, region: str = NATION) -> Number | None:
        """The median in weeks; None when nobody had a first talk."""
        return self._median.get(region)

    def late(self, region: str = NATION) -> Number:
        """Of a whole year; nothing else has it."""
        return self._late.get(region, NOT_COUNTED)

    def _take(self, row: dict[str, Any]) -> None:
        region, key, table = row["region"] or NATION, row["key"], row["table"]
        if row["region"] and row["region__tile_column"] is not None:
            self.regions[region] = RegionRow(
                region,
                row["region__name"],
                row["region__tile_label"],
                row["region__tile_column"],
                row["region__tile_row"],
            )
        if key and row["label"]:
            self.labels[key] = row["label"]
        number = _number(row)
        if row["span"] == Span.MONTH:
            self._months[table, region, key] = number
        if row["span"] == self.period.span:
            if table == Table.WAITING:
                self._median[region] = number
            elif table == Table.LATE:
                self._late[region] = number
            elif table in {Table.TALKS, Table.THEME}:
                self._people[region, key] = number._replace(value=row["persons"] or 0)


class Series:
    """Month by month, of every region: talks, or the talks about one theme. One query."""

    def __init__(self, months: Iterable[date], *, theme: str, is_public: bool = False) -> None:
        table = Table.THEME if theme else Table.TALKS
        cells = PublishedCell.objects.of(tuple(months)).filter(table=table, key=theme)
        self._numbers = {
            (month, region or NATION): _of_cell(state, value, is_hidden=is_public and not is_open)
            for month, region, state, value, is_open in cells.values_list(
                "publication", "region", "state", "value", "is_public"
            )
        }

    def of(self, month: date, region: str = NATION) -> Number | None:
        """None when that month was not published, or holds nothing of this."""
        return self._numbers.get((month, region))

    def over(self, months: Iterable[date], region: str = NATION) -> Number | None:
        """The sum, when every month of it is known; else None."""
        found = [self.of(month, region) for month in months]
        if any(one is None or one.state != State.SHOWN for one in found):
            return None
        return Number(State.SHOWN, sum(one.value for one in found if one))


def _of_cell(state: str, value: int | None, *, is_hidden: bool) -> Number:
    if is_hidden and state == State.SHOWN:
        return Number(State.WITHHELD)
    return Number(State(state), value or 0)


def _kept_rows(period: Period, region: str, theme: str, is_public: bool) -> list[dict[str, Any]]:
    """What was published never changes; what a code or a region is called may be a minute old."""
    asked = period.key, region, theme, f"{is_public:d}", get_language()
    key = f"{_KEY}:{'+'.join(map(str, asked))}"
    rows: list[dict[str, Any]] | None = shared_cache.get_near(key, seconds=_NEAR_SECONDS)
    if rows is None:
        rows = [*_rows(period, region, theme, is_public)]
        shared_cache.set(key, rows, seconds=_KEPT_SECONDS)
    return rows


def _rows(period: Period, region: str, theme: str, is_public: bool) -> Iterator[dict[str, Any]]:
    """Sums of months, and what is counted for the whole period."""
    month = Q(publication__in=period.months, span=Span.MONTH)
    whole = Q(publication=period.last, span=period.span)
    wanted = ~Q(table__in=GRIDS) | Q(region=None) | Q(table=Table.THEME, key=theme)
    if region:
        wanted |= Q(region=region)
    seen = Q(is_public=True) if is_public else Q()
    shown = Q(state=State.SHOWN) & seen
    hidden = Q(state=State.WITHHELD)
    if is_public:
        hidden |= Q(state=State.SHOWN, is_public=False)
    rows: Any = (
        PublishedCell.objects.filter(month | whole, wanted)
        .annotate(label=_label())
        .values(*_COLUMNS)
        .annotate(
            known=Sum("value", filter=shown),
            persons=Sum("people", filter=shown),
            shown=Count("pk", filter=shown),
            withheld=Count("pk", filter=hidden),
            not_reported=Count("pk", filter=Q(state=State.NOT_REPORTED)),
        )
        .order_by("region__name", "table", "key")
    )
    yield from rows


def _label() -> Case:
    """Nearly every row is about no code: asking for those too took four fifths of the time."""
    code = Code.objects.filter(pk=OuterRef("key")).order_by()
    return Case(When(key="", then=Value("")), default=Subquery(code.values(label_column())[:1]))


def _number(row: dict[str, Any]) -> Number:
    known = row["known"] or 0
    if row["withheld"]:
        return Number(State.SHOWN, known, is_least=True) if known else Number(State.WITHHELD)
    if row["shown"]:
        return Number(State.SHOWN, known)
    return Number(State.NOT_REPORTED if row["not_reported"] else State.NOT_LIVE)
