"""A day of birth in every notation that people use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loketten.kit.days import ImpossibleBirth, NotADay, parse_birth, parse_day
from loketten.kit.errors import DomainError

TODAY = date(2026, 11, 21)
births = st.dates(date(1927, 1, 1), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "14-5-1994", "14-05-1994", "14/5/1994", "14.5.1994", "14 5 1994", "14-5-94", "14051994",
        "1994-05-14", "14 mei 1994", "14 MEI 1994", "14 May 1994", "14mei1994", " 14  mei 1994 ",
    ],
)  # fmt: skip
def test_one_day_in_many_notations(text: str) -> None:
    assert parse_birth(text, today=TODAY) == date(1994, 5, 14)


@pytest.mark.parametrize("month", ["maart", "mrt", "maa", "March", "mar."])
def test_months_in_both_languages(month: str) -> None:
    assert parse_day(f"1 {month} 2001", last_year=TODAY.year) == date(2001, 3, 1)


@given(born=births)
def test_every_notation_of_a_day_reads_back(born: date) -> None:
    for pattern in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y", "%d%m%Y", "%d %B %Y"):
        assert parse_birth(born.strftime(pattern), today=TODAY) == born


def test_two_digits_are_the_last_such_year() -> None:
    assert parse_day("1-1-26", last_year=2026).year == 2026
    assert parse_day("1-1-27", last_year=2026).year == 1927


def test_a_year_alone_is_a_year() -> None:
    assert parse_birth("1994", today=TODAY) == 1994


@pytest.mark.parametrize(
    "text", ["", "mei", "31-2-1990", "14-13-1994", "0-0-0000", "1-2", "19940514"]
)
def test_no_day_is_no_day(text: str) -> None:
    with pytest.raises((NotADay, ImpossibleBirth)):
        parse_birth(text, today=TODAY)


@pytest.mark.parametrize("text", ["22-11-2026", "31-12-1899", "9999-12-31", "2027", "1899", "0001"])
def test_nobody_is_born_then(text: str) -> None:
    with pytest.raises(ImpossibleBirth):
        parse_birth(text, today=TODAY)


@given(text=st.text(max_size=40))
def test_other_text_is_a_day_or_one_of_our_own_errors(text: str) -> None:
    try:
        born = parse_birth(text, today=TODAY)
    except DomainError:
        return
    assert (born if isinstance(born, int) else born.year) in range(1900, 2027)
