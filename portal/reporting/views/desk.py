"""A desk's own figures: live, whole, and each number leads to the files behind it."""

import re
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateformat import format as format_day
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apprenticeships import figures as trajectories
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.kit.windows import Window, midnight, months_on, next_month
from loketten.ui.charts import Point, share
from loketten.ui.templatetags.dates import short_month
from portal.reporting.choices import PLAIN_TREES, State, Table
from portal.reporting.definitions import FIGURES
from portal.reporting.desk_periods import LABELS, DeskPeriod, read_desk_period, window_of
from portal.reporting.medians import median
from portal.reporting.models import DeskReport
from portal.reporting.overview import GRIDS_IN_ORDER, Kpi
from portal.reporting.own import OwnFigures
from portal.reporting.periods import MONTHS_OF_YEAR
from portal.reporting.reading import Number
from portal.reporting.words import grouped, say_weeks

_THEME = re.compile(r"theme\.[a-z0-9-]{1,50}", re.ASCII)
SHOWN_REPORTS = 12  # of three months: two kinds in two languages


class OwnBar(NamedTuple):
    """A row of a table with a picture; the number leads to the files."""

    label: str
    value: str
    length: int
    url: str


class OwnBreakdown(NamedTuple):
    title: str
    what: str
    bars: list[OwnBar]


class Planks(NamedTuple):
    """Planks by state: how many open files."""

    heads: list[str]
    rows: list[tuple[str, list[int]]]


class Choice(NamedTuple):
    """What the chip component takes."""

    label: str
    url: str
    state: str


@desk_view(Right.READ_DESK_FIGURES)
def desk(request: DeskRequest) -> HttpResponse:
    """Nothing is withheld here: these are the desk's own clients."""
    today = timezone.localdate()
    asked = request.GET.get("periode", "")
    period = read_desk_period(asked) or DeskPeriod.THIS_YEAR
    remarks = []
    if asked and asked != period:
        remarks.append(_("We do not know this period. You see this year."))
    window, months = window_of(period, today), _months(today)
    trend = Window(midnight(months[0]), midnight(next_month(months[-1])))
    theme = request.GET.get("thema", "")
    figures = OwnFigures(window, trend=trend, theme=theme if _THEME.fullmatch(theme) else "")
    if theme and not (_THEME.fullmatch(theme) and theme in figures.words):
        remarks.append(_("We do not know this theme. You see all of them."))
        theme, figures = "", OwnFigures(window, trend=trend)
    context = {
        "period": LABELS[period],
        "theme": figures.words.get(theme, ""),
        "without_theme": _query(period, ""),
        "remarks": remarks,
        "periods": _chips(period, theme),
        "kpis": _kpis(figures, theme),
        "more_kpis": [] if theme else _more_kpis(figures),
        "planks": _planks(),
        "aftercare": _aftercare(figures),
        "points": _points(months, figures.by_month()),
        "breakdowns": [_breakdown(table, figures, period, theme) for table in GRIDS_IN_ORDER],
        "reports": DeskReport.objects.defer("content").order_by("-month", "kind", "-language")[
            :SHOWN_REPORTS
        ],
    }
    return render(request, "reporting/desk.html", context)


def _months(today: date) -> list[date]:
    """This month, which is not over, and the twenty-three before."""
    this = today.replace(day=1)
    return [months_on(this, -back) for back in range(2 * MONTHS_OF_YEAR - 1, -1, -1)]


def _chips(chosen: DeskPeriod, theme: str) -> list[Choice]:
    return [
        Choice(str(label), _query(period, theme), "current" if period is chosen else "plain")
        for period, label in LABELS.items()
    ]


def _kpis(figures: OwnFigures, theme: str) -> list[Kpi]:
    whole = figures.of(Table.TALKS)
    made = [
        Kpi(str(FIGURES[Table.TALKS].name), grouped(whole.value), _("Live"), []),
        Kpi(_("People"), grouped(whole.people), _("Each counts once"), []),
    ]
    if not theme:
        weeks = figures.weeks_waited()
        middle = Number(State.SHOWN, median(weeks)) if weeks else None
        opened = figures.of(Table.FILES_OPENED).value
        made += [
            Kpi(str(FIGURES[Table.FILES_OPENED].name), grouped(opened), "", []),
            Kpi(
                str(FIGURES[Table.WAITING].name),
                say_weeks(middle),
                _("The middle of %(number)s people") % {"number": grouped(sum(weeks.values()))},
                [],
            ),
        ]
    return made


def _more_kpis(figures: OwnFigures) -> list[Kpi]:
    """What is not a talk."""
    running, online = figures.of("running").value, figures.of("online").value
    places = figures.of("online-places").value
    learning = ngettext(
        "%(number)s person learns and works now", "%(number)s people learn and work now", running
    ) % {"number": grouped(running)}
    online_now = ngettext(
        "%(number)s online now, with %(places)s place",
        "%(number)s online now, with %(places)s places",
        places,
    ) % {"number": grouped(online), "places": grouped(places)}
    beside = {Table.STARTED: learning, Table.PLACES: online_now}
    return [
        Kpi(
            str(FIGURES[table].name),
            grouped(figures.of(table).value),
            beside.get(table, ""),
            [],
        )
        for table in PLAIN_TREES
        if table is not Table.FILES_OPENED
    ]


def _planks() -> Planks:
    """Where the bridges of this desk stop, as it is today."""
    counted = trajectories.planks_by_state()
    heads = [str(state.label) for state in next(iter(counted.values()))]
    rows = [(str(plank.label), list(states.values())) for plank, states in counted.items()]
    return Planks(heads, rows)


def _aftercare(figures: OwnFigures) -> list[OwnBar]:
    """Every answer there is, also one that nobody gave; nothing when nobody had to be asked."""
    counted = {row.key: row.value for row in figures.by_key("aftercare")}
    largest = max(counted.values(), default=0)
    return [
        OwnBar(label, grouped(counted.get(key, 0)), share(counted.get(key, 0), largest), "")
        for key, label in (*trajectories.aftercare_answers(), ("", _("Not asked")))
        if largest
    ]


def _points(months: list[date], found: dict[date, int]) -> list[Point]:
    """The last twelve, each beside the same month of the year before."""
    earlier, latest = months[:MONTHS_OF_YEAR], months[MONTHS_OF_YEAR:]
    return [
        Point(
            short_month(month),
            found.get(month, 0),
            f"{format_day(month, 'F Y')}: {grouped(found.get(month, 0))}",
            found.get(before, 0),
        )
        for month, before in zip(latest, earlier, strict=True)
    ]


def _breakdown(table: Table, figures: OwnFigures, period: DeskPeriod, theme: str) -> OwnBreakdown:
    rows = figures.by_key(table)
    largest = max((row.value for row in rows), default=0)
    bars = [
        OwnBar(
            figures.words.get(row.key, row.key) or _("No outcome written down"),
            grouped(row.value),
            share(row.value, largest),
            _query(period, theme, soort=str(table), code=row.key),
        )
        for row in rows
    ]
    figure = FIGURES[table]
    return OwnBreakdown(str(figure.name), str(figure.what), bars)


def _query(period: DeskPeriod, theme: str, **more: str) -> str:
    query = QueryDict(mutable=True)
    query["periode"] = period
    if theme:
        query["thema"] = theme
    query.update(more)
    return f"?{query.urlencode()}"
