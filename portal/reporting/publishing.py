"""Making one closed month public for the national team: once, and never changed afterwards."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from advice import figures as talks
from loketten.kit.windows import DAYS_TO_WRITE, months_on, next_month
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk, Region
from portal.reporting import definitions
from portal.reporting.choices import (
    GRIDS,
    NEVER_PUBLIC,
    PLAIN_TREES,
    SINGLE_GRIDS,
    TREES,
    State,
    Table,
)
from portal.reporting.counting import store_month
from portal.reporting.disclosure import NATION, Cell, Grid, Tree, protect_grid, protect_tree
from portal.reporting.medians import median
from portal.reporting.models import MonthCount, Publication, PublishedCell
from portal.reporting.periods import MONTHS_OF_YEAR, Period, Span, periods_that_end_with

log = structlog.get_logger()
# (span, table, region, code) -> a count
Counts = dict[tuple[str, str, str, str], Cell]
Weeks = dict[str, dict[int, int]]


def publish_due(today: date) -> list[date]:
    """Publish every month whose 8th of the next has come, the oldest first."""
    return [month for month in _months_due(today) if publish_month(month)]


def publish_month(month: date) -> bool:
    """Count at every desk, decide what may be shown, and store it; False when somebody did."""
    if Publication.objects.filter(pk=month).exists():
        return False
    counts, histograms, states = _count_everywhere(month)
    try:
        with transaction.atomic():
            publication = Publication.objects.create(month=month, definitions=definitions.VERSION)
            cells = _Month(publication, counts, histograms, states).cells()
            PublishedCell.objects.bulk_create(cells, batch_size=2000)
    except IntegrityError:
        return False
    log.info("figures.published", month=f"{month:%Y-%m}", cells=len(cells))
    return True


def count_past(today: date) -> None:
    """At the desk that is open: count what is due beforehand, so that publishing finds it done."""
    if first := talks.first_month():
        for month in _closed_months(_not_too_far(first, today), today):
            store_month(month)


def _months_due(today: date) -> Iterator[date]:
    newest = Publication.objects.order_by("-month").first()
    first = next_month(newest.month) if newest else _first_month(today)
    return _closed_months(first, today) if first else iter(())


def _closed_months(first: date, today: date) -> Iterator[date]:
    month = first
    while next_month(month) + timedelta(days=DAYS_TO_WRITE) <= today:
        yield month
        month = next_month(month)


def _first_month(today: date) -> date | None:
    firsts = []
    for desk_id in Desk.objects.values_list("pk", flat=True):
        with at_desk(desk_id):
            first = talks.first_month()
        if first:
            firsts.append(first)
    return _not_too_far(min(firsts), today) if firsts else None


def _not_too_far(first: date, today: date) -> date:
    return max(first, months_on(today.replace(day=1), -settings.FIGURES_MONTHS_BACK))


def _count_everywhere(month: date) -> tuple[Counts, dict[date, Weeks], dict[str, State]]:
    """Desk by desk: outside its desk nobody can read what it counted."""
    counts: Counts = {}
    weeks: dict[date, Weeks] = defaultdict(lambda: defaultdict(dict))
    states = dict.fromkeys(Region.objects.values_list("pk", flat=True), State.NOT_LIVE)
    for desk in Desk.objects.defer("logo"):
        if desk.opened_on >= next_month(month) or (desk.closed_on and desk.closed_on <= month):
            continue
        with at_desk(desk.pk):
            store_month(month)
            rows = list(_stored(month))
        states[desk.region_id] = State.NOT_REPORTED
        for first, span, table, key, value, people in rows:
            if table == Table.WAITING:
                weeks[first][desk.region_id][int(key)] = value
            else:
                counts[span, table, desk.region_id, key] = Cell(value, people)
            if first == month and span == Span.MONTH:
                states[desk.region_id] = State.SHOWN
    return counts, weeks, states


def _stored(month: date) -> Any:
    """What the desk counted of the month, and how long people waited in the year up to it."""
    waited = Q(table=Table.WAITING, month__gt=months_on(month, -MONTHS_OF_YEAR), month__lt=month)
    return MonthCount.objects.filter(Q(month=month) | waited).values_list(
        "month", "span", "table", "key", "value", "people"
    )


class _Month:
    """What is known of one month, and the cells that may be made of it."""

    def __init__(
        self,
        publication: Publication,
        counts: Counts,
        weeks: dict[date, Weeks],
        states: dict[str, State],
    ) -> None:
        self.publication = publication
        self.counts = counts
        self.weeks = weeks
        self.states = states
        self.regions = [code for code, state in states.items() if state is State.SHOWN]
        self.live = [code for code, state in states.items() if state is not State.NOT_LIVE]

    def cells(self) -> list[PublishedCell]:
        made: list[PublishedCell] = []
        team_talks, public_talks = self._trees(Span.MONTH, Table.TALKS)
        made += self._tree_cells(Span.MONTH, Table.TALKS, team_talks, public_talks)
        for table in PLAIN_TREES:
            made += self._tree_cells(Span.MONTH, table, *self._trees(Span.MONTH, table))
        for table in GRIDS:
            made += self._grid_cells(table, team_talks, public_talks)
        made += self._waiting_of_month()
        made += list(self._longer(list(made)))
        return made

    def _trees(self, span: Span, table: Table) -> tuple[Tree, Tree]:
        """Under the threshold of the team, and on top of that of the public."""
        # A desk that reported nothing this month may have been late with the year.
        regions = self.live if table is Table.LATE else self.regions
        cells = {
            region: self.counts.get((span, table, region, ""), Cell(0, 0)) for region in regions
        }
        team, public = _protected(
            cells, definitions.threshold(), definitions.threshold(is_public=True)
        )
        if table in NEVER_PUBLIC:
            public.withheld = {NATION, *cells}
        return team, public

    def _tree_cells(
        self, span: Span, table: Table, team: Tree, public: Tree
    ) -> Iterator[PublishedCell]:
        for region, state in self.states.items():
            if region in team.cells:
                yield self._cell(span, table, region, "", team.cells[region], team, public)
            else:
                yield self._plain(span, table, region, state)
        yield self._cell(span, table, NATION, "", team.nation, team, public)

    def _cell(
        self, span: Span, table: Table, region: str, key: str, cell: Cell, team: Tree, public: Tree
    ) -> PublishedCell:
        if region in team.withheld:
            return self._plain(span, table, region, State.WITHHELD, key)
        is_public = region not in public.withheld
        return self._shown(span, table, region, key, cell.value, cell.people, is_public=is_public)

    def _grid_cells(self, table: Table, team: Tree, public: Tree) -> Iterator[PublishedCell]:
        grid = self._grid(table)
        protect_grid(grid, team, threshold=definitions.threshold())
        wider = Grid(
            grid.cells, set(grid.withheld), is_single=grid.is_single, blank=set(grid.blank)
        )
        protect_grid(wider, public, threshold=definitions.threshold(is_public=True))
        places = [*grid.cells, *((NATION, code) for code in grid.codes)]
        for place in places:
            region, key = place
            cell = grid.at(place)
            if place in grid.withheld:
                yield self._plain(Span.MONTH, table, region, State.WITHHELD, key)
            elif cell.value:
                # People of a region's cell would add up to those of the country.
                people = cell.people if region == NATION else None
                is_public = place not in wider.withheld
                yield self._shown(
                    Span.MONTH, table, region, key, cell.value, people, is_public=is_public
                )

    def _grid(self, table: Table) -> Grid:
        codes = {key for span, name, _, key in self.counts if (span, name) == (Span.MONTH, table)}
        cells = {
            (region, code): self.counts.get((Span.MONTH, table, region, code), Cell(0, 0))
            for region in self.regions
            for code in codes
        }
        return Grid(cells, is_single=table in SINGLE_GRIDS)

    def _waiting_of_month(self) -> Iterator[PublishedCell]:
        month = self.publication.month
        weeks = self.weeks[month]
        cells = {region: _people_of(weeks.get(region, {})) for region in self.regions}
        team, public = _protected(
            cells, definitions.PEOPLE_FOR_A_MEDIAN, definitions.PEOPLE_FOR_A_MEDIAN
        )
        for region, cell in [*cells.items(), (NATION, team.nation)]:
            if not cell.people:
                continue
            middle = Cell(median(_merged(weeks, region)), cell.people)
            yield self._cell(Span.MONTH, Table.WAITING, region, "", middle, team, public)

    def _longer(self, made: list[PublishedCell]) -> Iterator[PublishedCell]:
        for period in periods_that_end_with(self.publication.month):
            if period.span is Span.MONTH:
                continue
            withheld, not_public = self._withheld_in(period, made)
            yield from self._people_of_period(period.span, withheld, not_public)
            yield from self._waiting_of_period(period, withheld)
            if period.span is Span.YEAR:
                yield from self._tree_cells(
                    Span.YEAR, Table.LATE, *self._trees(Span.YEAR, Table.LATE)
                )

    def _withheld_in(
        self, period: Period, made: list[PublishedCell]
    ) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
        """What is withheld in any month of the period stays withheld in the whole of it."""
        parts = ("table", "region_id", "key", "state", "is_public")
        before = PublishedCell.objects.of(period.months).filter(table__in=[*TREES, Table.THEME])
        now = ([getattr(cell, part) for part in parts] for cell in made)
        withheld, not_public = set(), set()
        for table, region, key, state, is_public in [*before.values_list(*parts), *now]:
            place = (table, region or NATION, key)
            if state == State.WITHHELD:
                withheld.add(place)
            if not is_public and state in {State.WITHHELD, State.SHOWN}:
                not_public.add(place)
        return withheld, not_public

    def _people_of_period(
        self,
        span: Span,
        withheld: set[tuple[str, str, str]],
        not_public: set[tuple[str, str, str]],
    ) -> Iterator[PublishedCell]:
        found: Counts = {}
        for (length, table, region, key), cell in self.counts.items():
            if length != span or table == Table.LATE:
                continue
            whole = found.get((span, table, NATION, key), Cell(0, 0))
            found[span, table, NATION, key] = Cell(
                whole.value + cell.value, whole.people + cell.people
            )
            if table == Table.TALKS:
                found[span, table, region, key] = cell
        small = definitions.threshold()
        small_in_public = definitions.threshold(is_public=True)
        for (_, name, region, key), cell in found.items():
            place, table = (name, region, key), Table(name)
            if place in withheld or cell.people < small:
                yield self._plain(span, table, region, State.WITHHELD, key)
                continue
            is_public = place not in not_public and cell.people >= small_in_public
            # The talks of a period are the sum of its months, so only the people are new here.
            people = cell.people
            yield self._shown(span, table, region, key, people, people, is_public=is_public)

    def _waiting_of_period(
        self, period: Period, withheld: set[tuple[str, str, str]]
    ) -> Iterator[PublishedCell]:
        """A median says nothing of one person; how many they are is only said when the months
        say it too."""
        whole: Weeks = defaultdict(lambda: defaultdict(int))
        for month in period.months:
            for region, weeks in self.weeks[month].items():
                for waited, people in weeks.items():
                    whole[region][waited] += people
        for region in [*whole, NATION]:
            weeks = _merged(whole, region)
            people = _people_of(weeks).people
            if not people:
                continue
            if people < definitions.PEOPLE_FOR_A_MEDIAN:
                yield self._plain(period.span, Table.WAITING, region, State.WITHHELD)
                continue
            known = None if (Table.WAITING, region, "") in withheld else people
            middle = median(weeks)
            yield self._shown(period.span, Table.WAITING, region, "", middle, known, is_public=True)

    def _shown(
        self,
        span: Span,
        table: Table,
        region: str,
        key: str,
        value: int,
        people: int | None,
        *,
        is_public: bool,
    ) -> PublishedCell:
        cell = self._plain(span, table, region, State.SHOWN, key)
        cell.value, cell.people, cell.is_public = value, people, is_public
        return cell

    def _plain(
        self, span: Span, table: Table, region: str, state: State, key: str = ""
    ) -> PublishedCell:
        return PublishedCell(
            publication=self.publication,
            span=span,
            table=table,
            region_id=region or None,
            key=key,
            state=state,
        )


def _protected(cells: dict[str, Cell], team: int, public: int) -> tuple[Tree, Tree]:
    tree = Tree(cells)
    protect_tree(tree, threshold=team)
    wider = Tree(cells, set(tree.withheld))
    protect_tree(wider, threshold=public)
    return tree, wider


def _merged(weeks: Weeks, region: str) -> dict[int, int]:
    """Of one region, or of all of them."""
    if region != NATION:
        return dict(weeks.get(region, {}))
    merged: dict[int, int] = defaultdict(int)
    for one in weeks.values():
        for waited, people in one.items():
            merged[waited] += people
    return merged


def _people_of(weeks: dict[int, int]) -> Cell:
    people = sum(weeks.values())
    return Cell(people, people)
