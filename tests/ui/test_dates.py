"""Days and hours as people say them."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.utils.translation import override

from loketten.ui.templatetags import dates

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_hour_in_dutch_has_a_dot() -> None:
    assert dates.hour(time(9, 0)) == "9.00"
    assert dates.clock(time(14, 30)) == "14.30\u00a0uur"


def test_an_hour_in_english_has_a_colon() -> None:
    with override("en"):
        assert dates.clock(time(14, 30)) == "14:30"


def test_a_moment_is_said_in_dutch_time() -> None:
    assert dates.clock(datetime(2026, 11, 24, 13, 30, tzinfo=UTC)) == "14.30\u00a0uur"
    assert dates.clock(datetime(2026, 7, 1, 12, 30, tzinfo=UTC)) == "14.30\u00a0uur"


def test_the_day_belongs_to_dutch_time_too() -> None:
    assert dates.day(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)) == "25 november"


def test_the_year_is_said_when_it_is_another() -> None:
    assert dates.day(date(2026, 12, 3)) == "3 december"
    assert dates.day(date(2027, 1, 9)) == "9 januari 2027"


def test_a_full_day_names_the_day_of_the_week() -> None:
    assert dates.full_day(date(2026, 11, 24)) == "dinsdag 24 november"
    with override("en"):
        assert dates.full_day(date(2026, 11, 24)) == "Tuesday 24 November"


def test_a_moment_names_day_and_hour() -> None:
    moment = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
    assert dates.moment(moment) == "dinsdag 24 november, 14.30\u00a0uur"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "vandaag"),
        (date(2026, 11, 23), "gisteren"),
        (date(2026, 11, 21), "3 dagen geleden"),
        (date(2026, 11, 10), "2 weken geleden"),
        (date(2026, 10, 27), "27 oktober"),
        (date(2026, 11, 25), "25 november"),
    ],
)
def test_how_long_ago_is_said_in_words(day: date, words: str) -> None:
    assert dates.days_ago(day) == words
