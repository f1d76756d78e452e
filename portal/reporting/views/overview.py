"""The country at a glance; every number was published, and no desk is open."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from loketten.accounts.access import national_view
from loketten.accounts.rights import Right
from loketten.ui.charts import multiples
from portal.national.frame import frame
from portal.reporting import definitions, overview, words
from portal.reporting.asking import asked_of, published_months
from portal.reporting.choices import Table
from portal.reporting.live import live
from portal.reporting.overview import Chosen
from portal.reporting.reading import Figures, Series


@national_view(Right.READ_NATIONAL_FIGURES)
def country(request: HttpRequest) -> HttpResponse:
    """Period, region and theme stand in the address."""
    published = published_months()
    if not published:
        context = {"live": live(), **frame(request)}
        return render(request, "reporting/nothing_yet.html", context)
    form, chosen, figures = asked_of(request, published)
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
        "kpis": [
            *overview.kpis(chosen, figures, series),
            overview.live_kpi(chosen.region, live()),
        ],
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
