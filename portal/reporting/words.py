"""Numbers as people read them."""

from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from portal.reporting.choices import State
from portal.reporting.reading import Number


def grouped(value: int) -> str:
    """13.187"""
    return _grouped(value, get_language())


# The tables of the country hold a thousand figures, of which many are the same or small.
@lru_cache(maxsize=10_000)
def _grouped(value: int, language: str | None) -> str:
    return number_format(value, force_grouping=True)


def say(number: Number) -> str | None:
    """None is what must look withheld."""
    if number.state == State.WITHHELD:
        return None
    if number.state != State.SHOWN:
        return str(number.state.label)
    if number.is_least:
        return gettext("%(number)s or more") % {"number": grouped(number.value)}
    return grouped(number.value)


def in_words(number: Number | None) -> str:
    """For a table or a pointer, where a picture of hatching cannot stand."""
    if number is None:
        return gettext("not published")
    return say(number) or gettext("not shown")


def say_weeks(number: Number | None) -> str | None:
    """The median; a dash is said where nobody had a first talk."""
    if number is None:
        return "–"
    if number.state != State.SHOWN:
        return say(number)
    if number.value == 0:
        return gettext("less than a week")
    return ngettext("%(count)d week", "%(count)d weeks", number.value) % {"count": number.value}


def say_change(now: Number, before: Number) -> str:
    """Against the year before; empty when one of the two is not known whole."""
    is_known = all(one.state == State.SHOWN and not one.is_least for one in (now, before))
    if not is_known or before.value < PEOPLE_FOR_A_PERCENTAGE:
        return ""
    change = round(100 * (now.value - before.value) / before.value)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{abs(change)} %"


# Of fewer, one person more or less would be a jump.
PEOPLE_FOR_A_PERCENTAGE = 30
