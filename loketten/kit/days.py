"""Reads a day however people write it: "14-5-1994", "14 mei 1994", "14051994", "1994-05-14"."""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

EARLIEST_BIRTH = date(1900, 1, 1)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_ALL_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})[-. ]{0,2}([^\W\d_]{3,9})\.?[-. ]{0,2}(\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_MONTHS = {
    "jan": 1, "feb": 2, "maa": 3, "mrt": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip


class NotADay(DomainError):
    """The text names no day that exists."""

    message = _("We do not know this day. Write it like 14-5-1994.")


class ImpossibleBirth(DomainError):
    """Nobody who asks for advice was born then."""

    message = _("Somebody cannot be born then. Look at the year.")


def parse_day(text: str, *, last_year: int) -> date:
    """A year of two digits is the last such year that is not after `last_year`; else `NotADay`."""
    plain = " ".join(text.split()).lower()
    if found := _YEAR_FIRST.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(plain) or _ALL_DIGITS.fullmatch(plain):
        day, month, year = found.groups()
    elif found := _IN_WORDS.fullmatch(plain):
        day, word, year = found.groups()
        month = str(_MONTHS.get(word[:3], 0))
    else:
        raise NotADay
    try:
        return date(_whole_year(year, last_year), int(month), int(day))
    except ValueError:
        raise NotADay from None


def parse_birth(text: str, *, today: date) -> date | int:
    """A day, or a year alone; from 1900 until today, else `ImpossibleBirth`."""
    plain = text.strip()
    if _YEAR.fullmatch(plain):
        year = int(plain)
        if not EARLIEST_BIRTH.year <= year <= today.year:
            raise ImpossibleBirth
        return year
    born = parse_day(plain, last_year=today.year)
    if not EARLIEST_BIRTH <= born <= today:
        raise ImpossibleBirth
    return born


def _whole_year(digits: str, last_year: int) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    in_its_century = last_year // 100 * 100 + year
    return in_its_century if in_its_century <= last_year else in_its_century - 100
