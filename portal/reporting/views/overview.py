"""The country at a glance; every number was published, and no desk is open."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from loketten.accounts.access import national_view
from loketten.accounts.rights import Right
from loketten.ui.charts import multiples
from portal.national.frame import frame
from portal.reporting import definitions, overview, words
from portal.reporting.choices import Table
from portal.reporting.forms import ChoiceForm
from portal.reporting.live import live
from portal.reporting.models import Publication
from portal.reporting.overview import Chosen
from portal.reporting.periods import periods_to_choose, read_period
from portal.reporting.reading import Figures, Series

_REGION = re.compile(r"AM\d\d", re.ASCII)
_THEME = re.compile(r"theme\.[a-z0-9-]{1,50}", re.ASCII)


@national_view(Right.READ_NATIONAL_FIGURES)
def country(request: HttpRequest) -> HttpResponse:
    """Period, region and theme stand in the address; an unknown one is said and left out."""
    published = {one.month: one.published_at for one in Publication.objects.all()}
    if not published:
        context = {"live": live(), **frame(request)}
        return render(request, "reporting/nothing_yet.html", context)
    periods = periods_to_choose(published)
    asked = {name: request.GET.get(name, "") for name in ("periode", "regio", "thema")}
    keys = {period.key: period for _span, some in periods for period in some}
    period = read_period(asked["periode"])
    if period is None or period.key not in keys:
        period = periods[0][1][0]
    figures = Figures(
        period, region=_like(_REGION, asked["regio"]), theme=_like(_THEME, asked["thema"])
    )
    form = ChoiceForm(
        asked,
        periods=periods,
        regions=[(region.code, region.name) for region in figures.regions.values()],
        themes=_themes(figures),
    )
    chosen = Chosen(period, form.chosen["regio"], form.chosen["thema"], published[period.last])
    context = {"form": form, "remarks": form.remarks, **_page(chosen, figures, request)}
    return render(request, "reporting/country.html", {**context, **frame(request)})


def _page(chosen: Chosen, figures: Figures, request: HttpRequest) -> dict[str, Any]:
    months = overview.months_of_trend(chosen.period)
    series = Series([*months, *chosen.period.year_before().months], theme=chosen.theme)
    rows = overview.ranking(chosen, figures, series, sort=request.GET.get("sort", ""))
    tiles, legend = overview.tiles(rows)
    points = overview.points(chosen, series)
    every_region = overview.month_by_month(chosen, figures, series)
    drawn = multiples(every_region.lines)
    place = figures.regions[chosen.region].name if chosen.region else _("The Netherlands")
    return {
        "chosen": chosen,
        "place": place,
        "theme": figures.labels.get(chosen.theme, ""),
        "kpis": overview.kpis(chosen, figures, series, live()),
        "more_kpis": overview.more_kpis(chosen, figures),
        "tiles": tiles,
        "legend": legend,
        "rows": rows,
        "points": points,
        "every_region": every_region,
        "drawn": drawn,
        "top": words.grouped(drawn.top),
        "has_year_before": any(point.before is not None for point in points),
        "beside": overview.breakdowns(chosen, figures, Table.CHANNEL, Table.KIND),
        "below": overview.breakdowns(chosen, figures, Table.THEME, Table.OUTCOME),
        "threshold": definitions.threshold(),
        "everywhere": chosen.url(regio=""),
    }


def _themes(figures: Figures) -> list[tuple[str, str]]:
    named = [(key, figures.labels.get(key, key)) for key in figures.codes(Table.THEME)]
    return sorted(named, key=lambda theme: theme[1])


def _like(shape: re.Pattern[str], text: str) -> str:
    """What cannot be a code is not asked of the database."""
    return text if shape.fullmatch(text) else ""
