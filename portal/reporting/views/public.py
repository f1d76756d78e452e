"""The country for everybody: totals of regions, parts of the country alone, under the higher
threshold."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.public.pages import public_page
from portal.reporting import definitions, overview
from portal.reporting.asking import asked_of, published_months
from portal.reporting.choices import NEVER_PUBLIC, Table
from portal.reporting.overview import Chosen
from portal.reporting.reading import Figures, Series


@public_page
def country(request: HttpRequest) -> HttpResponse:
    """Period and region stand in the address; three queries, whatever is asked."""
    published = published_months()
    if not published:
        return render(request, "reporting/public_nothing_yet.html")
    form, chosen, figures = asked_of(request, published, is_public=True)
    context = {"form": form, "remarks": form.remarks, **_page(chosen, figures, request)}
    return render(request, "reporting/public.html", context)


@public_page
def explained(request: HttpRequest) -> HttpResponse:
    return render(request, "reporting/public_explained.html", definitions.explanation())


def _page(chosen: Chosen, figures: Figures, request: HttpRequest) -> dict[str, Any]:
    months = overview.months_of_trend(chosen.period)
    before = chosen.period.year_before().months
    series = Series([*months, *before], theme="", is_public=True)
    rows = overview.ranking(chosen, figures, series, sort=request.GET.get("sort", ""))
    tiles, legend = overview.tiles(rows)
    points = overview.points(chosen, series)
    country = replace(chosen, region="")
    opened, *more = overview.more_kpis(chosen, figures, but=NEVER_PUBLIC)
    return {
        "chosen": chosen,
        "place": figures.regions[chosen.region].name if chosen.region else _("The Netherlands"),
        "kpis": [*overview.kpis(chosen, figures, series), opened],
        "more_kpis": more,
        "tiles": tiles,
        "legend": legend,
        "rows": rows,
        "points": points,
        "has_year_before": any(point.before is not None for point in points),
        "breakdowns": overview.breakdowns(country, figures, Table.THEME, Table.CHANNEL),
        "threshold": definitions.threshold(is_public=True),
        "everywhere": chosen.url(regio=""),
        "explained_url": reverse("figures:public_explained"),
    }
