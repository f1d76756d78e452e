"""Days and hours as people say them: "14.30 uur", "3 december", "dinsdag 24 november"."""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_day
from django.utils.dateformat import time_format
from django.utils.translation import gettext, ngettext, pgettext

register = template.Library()


def _local(value: Any) -> Any:
    """A moment is said in Dutch time."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _day_of(value: date | datetime) -> date:
    value = _local(value)
    return value.date() if isinstance(value, datetime) else value


def _with_year(pattern: str, day: date) -> str:
    """The year is only said when it is another one."""
    return pattern if day.year == timezone.localdate().year else f"{pattern} Y"


@register.filter
def short_month(value: date) -> str:
    """The three letters, with a capital only in a language that gives months one."""
    return format_day(value, "N")[:3]


@register.filter
def hour(value: time | datetime) -> str:
    """9.00, for tables and agendas."""
    return time_format(_local(value), pgettext("format of an hour", "G:i"))


@register.filter
def clock(value: time | datetime) -> str:
    """14.30 uur, for sentences."""
    return pgettext("time of day", "%(hour)s") % {"hour": hour(value)}


@register.filter
def day(value: date | datetime) -> str:
    """3 december, with the year when it is not this one."""
    when = _day_of(value)
    return format_day(when, _with_year("j F", when))


@register.filter
def full_day(value: date | datetime) -> str:
    """dinsdag 24 november, with the year when it is not this one."""
    when = _day_of(value)
    return format_day(when, _with_year("l j F", when))


@register.filter
def moment(value: datetime) -> str:
    """dinsdag 24 november, 14.30 uur."""
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
