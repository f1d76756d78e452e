"""Period, region and theme from the address; an unknown one is said and left out."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest

from portal.reporting.choices import Table
from portal.reporting.forms import ChoiceForm
from portal.reporting.models import Publication
from portal.reporting.overview import Chosen
from portal.reporting.periods import periods_to_choose, read_period
from portal.reporting.reading import Figures

_REGION = re.compile(r"AM\d\d", re.ASCII)
_THEME = re.compile(r"theme\.[a-z0-9-]{1,50}", re.ASCII)


class Asked(NamedTuple):
    """What somebody wants to see, and what was published of it."""

    form: ChoiceForm
    chosen: Chosen
    figures: Figures


def published_months() -> dict[date, datetime]:
    """Each month with the moment at which it was published."""
    return {one.month: one.published_at for one in Publication.objects.all()}


def asked_of(
    request: HttpRequest, published: Mapping[date, datetime], *, is_public: bool = False
) -> Asked:
    """At least one month was published. Without a choice it is the last twelve months."""
    periods = periods_to_choose(published)
    asked = {name: request.GET.get(name, "") for name in ("periode", "regio", "thema")}
    keys = {period.key: period for _span, some in periods for period in some}
    period = read_period(asked["periode"])
    if period is None or period.key not in keys:
        period = periods[0][1][0]
    theme = "" if is_public else _like(_THEME, asked["thema"])
    figures = Figures(
        period, region=_like(_REGION, asked["regio"]), theme=theme, is_public=is_public
    )
    form = ChoiceForm(
        asked,
        periods=periods,
        regions=[(region.code, region.name) for region in figures.regions.values()],
        themes=None if is_public else _themes(figures),
    )
    chosen = Chosen(period, form.chosen["regio"], form.chosen["thema"], published[period.last])
    return Asked(form, chosen, figures)


def _themes(figures: Figures) -> list[tuple[str, str]]:
    named = [(key, figures.labels.get(key, key)) for key in figures.codes(Table.THEME)]
    return sorted(named, key=lambda theme: theme[1])


def _like(shape: re.Pattern[str], text: str) -> str:
    """What cannot be a code is not asked of the database."""
    return text if shape.fullmatch(text) else ""
