"""Periods that can be asked for: closed months, and what is made of them. No free range."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.dateformat import format as format_day
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loketten.kit.windows import months_on

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
_QUARTER = re.compile(r"(20\d\d)-k([1-4])", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)
_ROLLING = re.compile(r"12-(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)
MONTHS_OF_QUARTER, MONTHS_OF_YEAR = 3, 12


class Span(models.TextChoices):
    """How long a period is; unique people are counted for each of these and for nothing else."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")
    ROLLING = "rolling", _("Twelve months")


@dataclass(frozen=True)
class Period:
    """`key` stands in the address; `months` are the first days of its months, in order."""

    span: Span
    key: str
    months: tuple[date, ...]

    @property
    def last(self) -> date:
        return self.months[-1]

    @property
    def label(self) -> str:
        if self.span is Span.MONTH:
            return month_name(self.last)
        if self.span is Span.QUARTER:
            number = (self.last.month - 1) // MONTHS_OF_QUARTER + 1
            words = {"number": number, "year": self.last.year}
            return gettext("Quarter %(number)d of %(year)d") % words
        if self.span is Span.YEAR:
            return str(self.last.year)
        return self._from_to("F Y")

    @property
    def option(self) -> str:
        """The same, short enough for a choice list on a phone."""
        return self._from_to("N Y") if self.span is Span.ROLLING else self.label

    def _from_to(self, pattern: str) -> str:
        ends = {
            "first": format_day(self.months[0], pattern),
            "last": format_day(self.last, pattern),
        }
        return gettext("%(first)s to %(last)s") % ends

    def year_before(self) -> "Period":
        months = tuple(months_on(month, -MONTHS_OF_YEAR) for month in self.months)
        return Period(self.span, _key(self.span, months[-1]), months)


def month_name(first: date) -> str:
    return format_day(first, "F Y")


def period_ending(span: Span, last: date) -> Period:
    """The period of this length of which `last` is the last month."""
    length = {Span.MONTH: 1, Span.QUARTER: MONTHS_OF_QUARTER}.get(span, MONTHS_OF_YEAR)
    months = tuple(months_on(last, -back) for back in range(length - 1, -1, -1))
    return Period(span, _key(span, last), months)


def periods_that_end_with(last: date) -> list[Period]:
    """Every period that is complete when this month closes."""
    spans = [Span.MONTH, Span.ROLLING]
    if last.month % MONTHS_OF_QUARTER == 0:
        spans.append(Span.QUARTER)
    if last.month == MONTHS_OF_YEAR:
        spans.append(Span.YEAR)
    return [period_ending(span, last) for span in spans]


def read_period(text: str) -> Period | None:
    """What stands in the address; None when it is no period."""
    if found := _MONTH.fullmatch(text):
        return period_ending(Span.MONTH, date(int(found[1]), int(found[2]), 1))
    if found := _QUARTER.fullmatch(text):
        return period_ending(Span.QUARTER, date(int(found[1]), int(found[2]) * 3, 1))
    if _YEAR.fullmatch(text):
        return period_ending(Span.YEAR, date(int(text), 12, 1))
    if found := _ROLLING.fullmatch(text):
        return period_ending(Span.ROLLING, date(int(found[1]), int(found[2]), 1))
    return None


def periods_to_choose(published: Iterable[date]) -> list[tuple[Span, list[Period]]]:
    """By length, the newest first: what ends with a published month. The last twelve months may
    reach back to before the first of them."""
    ends = sorted(published, reverse=True)
    groups: dict[Span, list[Period]] = {}
    for last in ends:
        for period in periods_that_end_with(last):
            groups.setdefault(period.span, []).append(period)
    order = (Span.ROLLING, Span.YEAR, Span.QUARTER, Span.MONTH)
    return [(span, groups[span]) for span in order if span in groups]


def _key(span: Span, last: date) -> str:
    if span is Span.MONTH:
        return f"{last:%Y-%m}"
    if span is Span.QUARTER:
        return f"{last.year}-k{(last.month - 1) // MONTHS_OF_QUARTER + 1}"
    if span is Span.YEAR:
        return f"{last.year}"
    return f"12-{last:%Y-%m}"
