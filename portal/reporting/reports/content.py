"""What stands in a monthly report: tables of words and numbers, the same in PDF and in Excel."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone
from django.utils.dateformat import format as format_day
from django.utils.translation import gettext

from loketten.tenancy.models import Code, Desk
from portal.reporting.choices import GRIDS, PLAIN_TREES, State, Table
from portal.reporting.definitions import FIGURES, VERSION
from portal.reporting.models import MonthCount
from portal.reporting.periods import Span, month_name, period_ending
from portal.reporting.reading import NATION, Figures, Number
from portal.reporting.words import say, say_weeks

Cell = str | int
# What fits beside talks, files and waiting time on a sheet of paper.
IN_REPORT = (Table.FILES_OPENED, Table.STARTED, Table.PLACES)


class Sheet(NamedTuple):
    """One table, with the definition of what it counts."""

    title: str
    what: str
    head: list[str]
    rows: list[list[Cell]]


class Content(NamedTuple):
    """A whole report; `about` says of whom the numbers are and how fresh."""

    title: str
    about: str
    sheets: list[Sheet]


def of_desk(desk: Desk, month: date) -> Content:
    """The desk's own counts of the month, small ones too; runs inside the desk."""
    counts: dict[str, list[MonthCount]] = {}
    for row in MonthCount.objects.filter(month=month, span=Span.MONTH).order_by("table", "key"):
        counts.setdefault(row.table, []).append(row)
    labels = {code.key: code.label for code in Code.objects.all()}
    whole = {table: rows[0] for table, rows in counts.items() if table not in GRIDS}
    talks = whole.get(Table.TALKS)
    rows: list[list[Cell]] = [
        [str(FIGURES[Table.TALKS].name), talks.value if talks else 0],
        [str(FIGURES["files"].name), talks.people if talks else 0],
    ]
    rows += [
        [str(FIGURES[table].name), whole[table].value if table in whole else 0]
        for table in PLAIN_TREES
    ]
    sheets = [_in_short(rows)]
    for table in GRIDS:
        lines = sorted(counts.get(table, []), key=lambda one: -one.value)
        sheets.append(
            _sheet(
                table,
                [gettext("Talks"), gettext("People")],
                [[_named(labels, one.key), one.value, one.people] for one in lines],
            )
        )
    about = gettext(
        "Of %(desk)s, for the desk itself. Counted on %(day)s. Definitions: %(version)d."
    )
    counted = max((one.counted_at for rows in counts.values() for one in rows), default=None)
    details = {
        "desk": desk.display_name,
        "day": format_day(timezone.localtime(counted), "j F Y") if counted else "–",
        "version": VERSION,
    }
    return Content(_title(month), about % details, sheets)


def of_country(month: date) -> Content:
    """What was published, and nothing else."""
    figures = Figures(period_ending(Span.MONTH, month))
    country = [_region_row(figures, NATION, gettext("The Netherlands"))]
    regions = [_region_row(figures, one.code, one.name) for one in figures.regions.values()]
    heads = [FIGURES[key].name for key in (Table.TALKS, "files", Table.WAITING, *IN_REPORT)]
    head = [gettext("Region"), *(str(name) for name in heads)]
    rows: list[list[Cell]] = [
        [str(FIGURES[table].name), _cell(figures.of(table))] for table in PLAIN_TREES
    ]
    sheets = [_in_short(rows), Sheet(gettext("Per region"), "", head, country + regions)]
    for table in GRIDS:
        codes = sorted(figures.codes(table).items(), key=lambda row: -row[1].order)
        sheets.append(
            _sheet(
                table,
                [gettext("Talks")],
                [[_named(figures.labels, key), _cell(number)] for key, number in codes],
            )
        )
    about = gettext("Of the whole country, as published. Definitions: %(version)d.")
    return Content(_title(month), about % {"version": VERSION}, sheets)


def _region_row(figures: Figures, region: str, name: str) -> list[Cell]:
    return [
        name,
        _cell(figures.of(Table.TALKS, region)),
        _cell(figures.people(region)),
        say_weeks(figures.waiting(region)) or gettext("not shown"),
        *(_cell(figures.of(table, region)) for table in IN_REPORT),
    ]


def _in_short(rows: list[list[Cell]]) -> Sheet:
    return Sheet(gettext("In short"), "", [gettext("Figure"), gettext("Number")], rows)


def _title(month: date) -> str:
    return gettext("Monthly report %(month)s") % {"month": month_name(month)}


def _sheet(table: Table, heads: list[str], rows: Iterable[list[Cell]]) -> Sheet:
    figure = FIGURES[table]
    return Sheet(str(figure.name), str(figure.what), [str(figure.name), *heads], list(rows))


def _named(labels: dict[str, str], key: str) -> str:
    return labels.get(key, key) or gettext("No outcome written down")


def _cell(number: Number) -> Cell:
    """A number stays a number, so that a spreadsheet can count with it."""
    if number.state == State.SHOWN and not number.is_least:
        return number.value
    return say(number) or gettext("not shown")
