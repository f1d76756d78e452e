"""Days and hours as people say them: "14.30 uur", "3 december", "dinsdag 24 november"."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_day
from django.utils.dateformat import time_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

register = template.Library()


def _local(value: Any) -> Any:
    """A moment is said in Dutch time."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return value.astimezone(timezone.get_default_timezone())
    return value


def _this_year() -> int:
    # To ask which zone somebody has chosen, which nobody can, takes longer than to say a day.
    return datetime.now(timezone.get_default_timezone()).year


def _day_of(value: date | datetime) -> date:
    value = _local(value)
    return value.date() if isinstance(value, datetime) else value


def _said(pattern: str, day: date) -> str:
    """With the year when it is another one."""
    is_this_year = day.year == _this_year()
    return _formatted(pattern if is_this_year else f"{pattern} Y", day, get_language())


@lru_cache(maxsize=4096)
def _formatted(pattern: str, day: date, language: str | None) -> str:
    """A page says the same few days over and over, and Django takes its time for each."""
    return format_day(day, pattern)


@lru_cache(maxsize=2048)
def _hour(value: time, language: str | None) -> str:
    return time_format(value, pgettext("format of an hour", "G:i"))


@register.filter
def short_month(value: date) -> str:
    """The three letters, with a capital only in a language that gives months one."""
    return format_day(value, "N")[:3]


@register.filter
def hour(value: time | datetime) -> str:
    """9.00, for tables and agendas."""
    value = _local(value)
    moment = value.time() if isinstance(value, datetime) else value
    return _hour(moment.replace(second=0, microsecond=0), get_language())


@register.filter
def clock(value: time | datetime) -> str:
    """14.30 uur, for sentences."""
    return pgettext("time of day", "%(hour)s") % {"hour": hour(value)}


@register.filter
def day(value: date | datetime) -> str:
    """3 december, with the year when it is not this one."""
    return _said("j F", _day_of(value))


@register.filter
def full_day(value: date | datetime) -> str:
    """dinsdag 24 november, with the year when it is not this one."""
    return _said("l j F", _day_of(value))


@register.filter
def moment(value: datetime) -> str:
    """dinsdag 24 november, 14.30 uur."""
    return _moment(_local(value), _this_year(), get_language())


@lru_cache(maxsize=2048)
def _moment(value: datetime, this_year: int, language: str | None) -> str:
    return f"{full_day(value)}, {clock(value)}"


@register.filter
def days_ago(value: date | datetime) -> str:
    """vandaag, gisteren, 3 dagen geleden; after four weeks the day itself."""
    age = (timezone.localdate() - _day_of(value)).days
    if not 0 <= age < 28:
        return day(value)
    if age < 2:
        return gettext("yesterday") if age else gettext("today")
    if age < 14:
        return ngettext("%(count)d day ago", "%(count)d days ago", age) % {"count": age}
    weeks = age // 7
    return ngettext("%(count)d week ago", "%(count)d weeks ago", weeks) % {"count": weeks}
