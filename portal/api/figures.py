"""GET /figures: published figures, under the disclosure control of the public page."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.base import PublicApiView
from portal.api.describing import described
from portal.api.problems import NotThere, Wrong
from portal.api.reading import query_of
from portal.reporting import definitions
from portal.reporting.asking import published_months
from portal.reporting.choices import NEVER_PUBLIC, PLAIN_TREES, State, Table
from portal.reporting.overview import months_of_trend
from portal.reporting.periods import MONTHS_OF_YEAR, Period, Span, periods_to_choose
from portal.reporting.reading import NATION, Figures, Number, Series

NO_FIRST_TALK = "no-first-talk"
REASONS = [*(state.value for state in State if state != State.SHOWN), NO_FIRST_TALK]
PUBLIC_TREES = tuple(table for table in PLAIN_TREES if table not in NEVER_PUBLIC)
NUMBER = {"value": 1204, "isAtLeast": False, "reason": None}
WITHHELD = {"value": None, "isAtLeast": False, "reason": "withheld"}


class FiguresQuery(serializers.Serializer[Any]):
    """The period, as on the page."""

    periode = serializers.CharField(
        max_length=20,
        required=False,
        help_text="One of the periods in the answer; the last twelve months without it.",
    )


class OneNumber(serializers.Serializer[Any]):
    """A number, or why there is none: what is withheld is never 0."""

    value = serializers.IntegerField(allow_null=True, help_text="Null when there is a reason.")
    isAtLeast = serializers.BooleanField(
        help_text="A month of it is withheld, so it is this number or more."
    )
    reason = serializers.ChoiceField(REASONS, allow_null=True, help_text="Why there is no number.")


class OneFigure(OneNumber):
    """A number of one kind."""

    key = serializers.CharField(help_text="What is counted, as `definitions` says.")


class RegionFigures(serializers.Serializer[Any]):
    """The figures of one region."""

    code = serializers.CharField(help_text="The region.")
    name = serializers.CharField(help_text="Its name.")
    figures = OneFigure(many=True, help_text="All figures that regions have in public.")


class CodeNumber(OneNumber):
    """A number of talks with one code."""

    key = serializers.CharField(help_text="A code; empty is none.")


class MonthNumber(OneNumber):
    """The talks of one month."""

    month = serializers.DateField(help_text="Its first day.")


class Definition(serializers.Serializer[Any]):
    """How a figure is counted."""

    key = serializers.CharField(help_text="The figure.")
    name = serializers.CharField(help_text="Its name, in the language of the answer.")
    what = serializers.CharField(help_text="What is counted.")
    who = serializers.CharField(help_text="Whom it is about.")


class PeriodName(serializers.Serializer[Any]):
    """A closed period."""

    key = serializers.CharField(help_text="As it stands in the query.")
    span = serializers.ChoiceField(Span.values, help_text="How long it is.")
    firstMonth = serializers.DateField(help_text="The first day of its first month.")
    lastMonth = serializers.DateField(help_text="The first day of its last month.")


class FiguresOfPeriod(serializers.Serializer[Any]):
    """One closed period of the country."""

    period = PeriodName(allow_null=True, help_text="Null while nothing has been published.")
    publishedAt = serializers.DateTimeField(allow_null=True, help_text="When.")
    version = serializers.IntegerField(help_text="The version of the definitions.")
    threshold = serializers.IntegerField(
        help_text="Behind fewer people than this no number is shown."
    )
    country = OneFigure(many=True, help_text="The Netherlands.")
    regions = RegionFigures(many=True, help_text="In order of name.")
    themes = CodeNumber(many=True, help_text="Talks of the country per theme.")
    channels = CodeNumber(many=True, help_text="Talks of the country per channel.")
    months = MonthNumber(many=True, help_text="Twelve months up to the end of the period.")
    periods = PeriodName(many=True, help_text="What can be asked for.")
    definitions = Definition(many=True, help_text="How each figure is counted.")


PERIOD = {
    "key": "2026-10",
    "span": "month",
    "firstMonth": "2026-10-01",
    "lastMonth": "2026-10-01",
}
EXAMPLE = {
    "period": PERIOD,
    "publishedAt": "2026-11-08T06:10:00+01:00",
    "version": 2,
    "threshold": 10,
    "country": [{"key": "talks", **NUMBER}],
    "regions": [{"code": "AM05", "name": "Twente", "figures": [{"key": "talks", **WITHHELD}]}],
    "themes": [{"key": "theme.career-advice", **NUMBER}],
    "channels": [{"key": "channel.phone", **NUMBER}],
    "months": [{"month": "2026-10-01", **NUMBER}],
    "periods": [PERIOD],
    "definitions": [{"key": "talks", "name": "Gesprekken", "what": "…", "who": "…"}],
}


class PublishedFigures(PublicApiView):
    """Three queries, whatever is asked."""

    @described(
        name="getFigures",
        tag="figures",
        summary=_("The published figures"),
        description=(
            "Closed periods only, as they were published. A number behind which stand too few "
            "people is null, with the reason; it is never 0."
        ),
        answer=FiguresOfPeriod,
        example=EXAMPLE,
        errors=(400, 404),
        query=FiguresQuery,
    )
    def get(self, request: Request) -> Response:
        asked = query_of(request, FiguresQuery).get("periode", "")
        published = published_months()
        periods = [one for _span, some in periods_to_choose(published) for one in some]
        period = next((one for one in periods if asked in ("", one.key)), None)
        if asked and period is None:
            sentence = gettext("This period is not published. The answer without it names all.")
            raise NotThere([Wrong("query", "periode", "unknown-value", sentence)])
        facts = {
            "period": _name(period) if period else None,
            "publishedAt": published[period.last] if period else None,
            "version": definitions.VERSION,
            "threshold": definitions.threshold(is_public=True),
            "periods": [_name(one) for one in periods],
            "definitions": list(_definitions()),
            **(_figures(period) if period else {part: [] for part in _PARTS}),
        }
        return Response(FiguresOfPeriod(facts).data)


_PARTS = ("country", "regions", "themes", "channels", "months")


def _figures(period: Period) -> dict[str, Any]:
    figures = Figures(period, is_public=True)
    months = months_of_trend(period)[MONTHS_OF_YEAR:]
    series = Series(months, theme="", is_public=True)
    regions = sorted(figures.regions.values(), key=lambda one: one.name)
    return {
        "country": list(_of(figures, NATION)),
        "regions": [
            {"code": one.code, "name": one.name, "figures": list(_of(figures, one.code))}
            for one in regions
        ],
        "themes": _by_code(figures, Table.THEME),
        "channels": _by_code(figures, Table.CHANNEL),
        "months": [
            {"month": month, **_said(series.of(month) or Number(State.NOT_REPORTED))}
            for month in months
        ],
    }


def _of(figures: Figures, region: str) -> Iterator[dict[str, Any]]:
    """What the page shows of one place."""
    talks = figures.of(Table.TALKS, region)
    # Where the talks are withheld, the people behind them are too.
    files = figures.people(region) if talks.state == State.SHOWN else talks
    yield {"key": Table.TALKS, **_said(talks)}
    yield {"key": "files", **_said(files)}
    waiting = figures.waiting(region)
    nobody = {"value": None, "isAtLeast": False, "reason": NO_FIRST_TALK}
    yield {"key": Table.WAITING, **(_said(waiting) if waiting else nobody)}
    for table in PUBLIC_TREES:
        yield {"key": table, **_said(figures.of(table, region))}
    if figures.period.span is Span.YEAR:
        yield {"key": Table.LATE, **_said(figures.late(region))}


def _by_code(figures: Figures, table: Table) -> list[dict[str, Any]]:
    numbers = sorted(figures.codes(table).items())
    return [{"key": key, **_said(number)} for key, number in numbers]


def _said(number: Number) -> dict[str, Any]:
    is_shown = number.state == State.SHOWN
    return {
        "value": number.value if is_shown else None,
        "isAtLeast": is_shown and number.is_least,
        "reason": None if is_shown else number.state,
    }


def _name(period: Period) -> dict[str, Any]:
    return {
        "key": period.key,
        "span": period.span,
        "firstMonth": period.months[0],
        "lastMonth": period.last,
    }


def _definitions() -> Iterator[dict[str, str]]:
    hidden = {"live", *NEVER_PUBLIC}
    for key, figure in definitions.FIGURES.items():
        if key not in hidden:
            yield {
                "key": key,
                "name": str(figure.name),
                "what": str(figure.what),
                "who": str(figure.who),
            }
