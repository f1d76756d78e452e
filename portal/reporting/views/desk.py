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

from advice import figures as talks
from apprenticeships import figures as trajectories
from clients.figures import files_opened
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.kit.windows import Window, midnight, months_on, next_month
from loketten.tenancy.models import Code
from loketten.ui.charts import Point, share
from portal.reporting.choices import State, Table
from portal.reporting.definitions import FIGURES
from portal.reporting.desk_periods import LABELS, DeskPeriod, read_desk_period, window_of
from portal.reporting.medians import median
from portal.reporting.models import DeskReport
from portal.reporting.overview import GRIDS_IN_ORDER, Kpi
from portal.reporting.periods import MONTHS_OF_YEAR
from portal.reporting.reading import Number
from portal.reporting.words import grouped, say_weeks
from vacancies import figures as vacancies

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
    theme = request.GET.get("thema", "")
    labels = {code.key: code.label for code in Code.objects.all()}
    remarks = []
    if asked and asked != period:
        remarks.append(_("We do not know this period. You see this year."))
    if theme and not (_THEME.fullmatch(theme) and theme in labels):
        remarks.append(_("We do not know this theme. You see all of them."))
        theme = ""
    window = window_of(period, today)
    counted = talks.everything([window], theme=theme)
    context = {
        "period": LABELS[period],
        "theme": labels.get(theme, ""),
        "without_theme": _query(period, ""),
        "remarks": remarks,
        "periods": _chips(period, theme),
        "kpis": _kpis(counted, window, theme),
        "more_kpis": [] if theme else _more_kpis(window),
        "planks": _planks(),
        "aftercare": _aftercare(window),
        "points": _points(today, theme),
        "breakdowns": [
            _breakdown(table, counted, labels, period, theme) for table in GRIDS_IN_ORDER
        ],
        "reports": DeskReport.objects.defer("content").order_by("-month", "kind", "-language")[
            :SHOWN_REPORTS
        ],
    }
    return render(request, "reporting/desk.html", context)


def _chips(chosen: DeskPeriod, theme: str) -> list[Choice]:
    return [
        Choice(str(label), _query(period, theme), "current" if period is chosen else "plain")
        for period, label in LABELS.items()
    ]


def _kpis(counted: dict[str, list[talks.Counted]], window: Window, theme: str) -> list[Kpi]:
    whole = next(iter(counted.get("talks", [])), talks.Counted("", 0, 0))
    made = [
        Kpi(str(FIGURES[Table.TALKS].name), grouped(whole.value), _("Live"), []),
        Kpi(_("People"), grouped(whole.people), _("Each counts once"), []),
    ]
    if not theme:
        opened, _people = files_opened(window)
        weeks = talks.weeks_waited(window)
        middle = Number(State.SHOWN, median(weeks)) if weeks else None
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


def _more_kpis(window: Window) -> list[Kpi]:
    """What is not a talk."""
    first, until = window.start.date(), window.end.date()
    steps = {one.step: one.value for one in trajectories.steps(first, until)}
    new = sum(one.vacancies for one in vacancies.published_by_month(first, until))
    online = vacancies.online_now()
    running = trajectories.running_now()
    learning = ngettext(
        "%(number)s person learns and works now", "%(number)s people learn and work now", running
    ) % {"number": grouped(running)}
    online_now = ngettext(
        "%(number)s online now, with %(places)s place",
        "%(number)s online now, with %(places)s places",
        online.places,
    ) % {"number": grouped(online.vacancies), "places": grouped(online.places)}
    numbers = {
        Table.CONTACTS: (talks.contacts(window), ""),
        Table.GROUPS: (talks.heads_in_groups(window), ""),
        Table.STARTED: (steps.get("started", 0), learning),
        Table.COMPLETED: (steps.get("completed", 0), ""),
        Table.STOPPED: (steps.get("stopped", 0), ""),
        Table.PLACES: (new, online_now),
        Table.FILLED: (vacancies.filled(first, until), ""),
    }
    return [
        Kpi(str(FIGURES[table].name), grouped(number), more, [])
        for table, (number, more) in numbers.items()
    ]


def _planks() -> Planks:
    """Where the bridges of this desk stop, as it is today."""
    counted = trajectories.planks_by_state()
    heads = [str(state.label) for state in next(iter(counted.values()))]
    rows = [(str(plank.label), list(states.values())) for plank, states in counted.items()]
    return Planks(heads, rows)


def _aftercare(window: Window) -> list[OwnBar]:
    counted = trajectories.aftercare_by_outcome(window.start.date(), window.end.date())
    largest = max(counted.values())
    return [
        OwnBar(
            str(outcome.label) if outcome else _("Not asked"),
            grouped(number),
            share(number, largest),
            "",
        )
        for outcome, number in counted.items()
        if largest
    ]


def _points(today: date, theme: str) -> list[Point]:
    """This month, which is not over, and the eleven before."""
    this = today.replace(day=1)
    months = [months_on(this, -back) for back in range(2 * MONTHS_OF_YEAR - 1, -1, -1)]
    found = talks.talks_by_month(
        Window(midnight(months[0]), midnight(next_month(this))), theme=theme
    )
    earlier, latest = months[:MONTHS_OF_YEAR], months[MONTHS_OF_YEAR:]
    return [
        Point(
            format_day(month, "M").removesuffix("."),
            found.get(month, 0),
            f"{format_day(month, 'F Y')}: {grouped(found.get(month, 0))}",
            found.get(before, 0),
        )
        for month, before in zip(latest, earlier, strict=True)
    ]


def _breakdown(
    table: Table,
    counted: dict[str, list[talks.Counted]],
    labels: dict[str, str],
    period: DeskPeriod,
    theme: str,
) -> OwnBreakdown:
    rows = sorted(counted.get(table, []), key=lambda row: -row.value)
    largest = max((row.value for row in rows), default=0)
    bars = [
        OwnBar(
            labels.get(row.key, row.key) or _("No outcome written down"),
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
