"""The country at a glance; every number was published, and no desk is open."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from loketten.accounts.access import StaffRequest, national_view
from loketten.accounts.rights import Right
from loketten.ui.charts import multiples
from portal.national.frame import page
from portal.reporting import overview, words
from portal.reporting.asking import asked_of, published_months
from portal.reporting.choices import Table
from portal.reporting.live import live
from portal.reporting.overview import Chosen
from portal.reporting.reading import Figures, Series


@national_view(Right.READ_NATIONAL_FIGURES)
def country(request: StaffRequest) -> HttpResponse:
    """Period, region and theme stand in the address."""
    published = published_months()
    if not published:
        return page(request, "reporting/nothing_yet.html")
    form, chosen, figures = asked_of(request, published)
    shown = _shown(chosen, figures, sort=request.GET.get("sort", ""))
    return page(request, "reporting/country.html", form=form, remarks=form.remarks, **shown)


def _shown(chosen: Chosen, figures: Figures, *, sort: str) -> dict[str, Any]:
    months = overview.months_of_trend(chosen.period)
    series = Series([*months, *chosen.period.year_before().months], theme=chosen.theme)
    rows = overview.ranking(chosen, figures, series, sort=sort)
    tiles, legend = overview.tiles(rows)
    points = overview.points(chosen, series)
    every_region = overview.month_by_month(chosen, figures, series)
    now = live()
    drawn = multiples(every_region.lines)
    place = figures.regions[chosen.region].name if chosen.region else _("The Netherlands")
    return {
        "chosen": chosen,
        "place": place,
        "theme": figures.labels.get(chosen.theme, ""),
        "kpis": [
            *overview.kpis(chosen, figures, series),
            overview.live_kpi(chosen.region, now),
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
        "threshold": now.threshold,
        "everywhere": chosen.url(regio=""),
    }
