"""Periods of a desk's own figures: these are live, so the running month counts as well."""

from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from loketten.kit.windows import Window, midnight, months_on


class DeskPeriod(StrEnum):
    """The values stand in the address."""

    THIS_YEAR = "dit-jaar"
    THIS_MONTH = "deze-maand"
    LAST_MONTH = "vorige-maand"
    TWELVE_MONTHS = "12-maanden"
    LAST_YEAR = "vorig-jaar"


LABELS = {
    DeskPeriod.THIS_YEAR: _("This year"),
    DeskPeriod.THIS_MONTH: _("This month"),
    DeskPeriod.LAST_MONTH: _("Last month"),
    DeskPeriod.TWELVE_MONTHS: _("Twelve months"),
    DeskPeriod.LAST_YEAR: _("Last year"),
}


def read_desk_period(text: str) -> DeskPeriod | None:
    """None when it is no period."""
    return DeskPeriod(text) if text in set(DeskPeriod) else None


def window_of(period: DeskPeriod, today: date) -> Window:
    """As it is now: until tonight, or until the end of what lies behind us."""
    month, year = today.replace(day=1), date(today.year, 1, 1)
    tomorrow = today + timedelta(days=1)
    start, end = {
        DeskPeriod.THIS_YEAR: (year, tomorrow),
        DeskPeriod.THIS_MONTH: (month, tomorrow),
        DeskPeriod.LAST_MONTH: (months_on(month, -1), month),
        DeskPeriod.TWELVE_MONTHS: (months_on(month, -11), tomorrow),
        DeskPeriod.LAST_YEAR: (date(today.year - 1, 1, 1), year),
    }[period]
    return Window(midnight(start), midnight(end))
