"""Until when an answer is in time."""

from datetime import date
from types import SimpleNamespace

import pytest

from vacancies.waiting import answer_by

FRIDAY = date(2026, 11, 20)
CHRISTMAS = SimpleNamespace(first_day=date(2026, 12, 24), last_day=date(2027, 1, 3))


@pytest.mark.parametrize(
    ("sent_on", "days", "last_day"),
    [
        (date(2026, 11, 16), 2, date(2026, 11, 18)),
        (FRIDAY, 2, date(2026, 11, 24)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (FRIDAY, 0, FRIDAY),
        (date(2026, 12, 23), 2, date(2027, 1, 5)),
    ],
)
def test_weekends_and_closures_do_not_count(sent_on: date, days: int, last_day: date) -> None:
    assert answer_by(sent_on, working_days=days, closures=[CHRISTMAS]) == last_day


def test_a_desk_that_is_closed_for_long_has_an_end_all_the_same() -> None:
    forever = SimpleNamespace(first_day=date(2026, 1, 1), last_day=date(2030, 1, 1))
    assert answer_by(FRIDAY, working_days=2, closures=[forever]) == date(2027, 1, 19)
