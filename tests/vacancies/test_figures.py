"""What is counted of vacancies."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from loketten.kit.counts import read_counts
from loketten.kit.windows import month_window
from tests.cast import Cast
from tests.vacancies.places import draft_of, online
from vacancies.choices import VacancyState
from vacancies.figures import filled, first_online, online_now
from vacancies.models import Vacancy

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
IN_MARCH = month_window(MARCH)


def _counted() -> list[tuple[str, int, int]]:
    """What is not 0."""
    parts = [first_online(IN_MARCH), filled(IN_MARCH), *online_now()]
    return sorted((one.what, one.value, one.people) for one in read_counts(parts))


def _closed(vacancy: Vacancy, *, first: datetime, on: date, how: str) -> None:
    Vacancy.objects.filter(pk=vacancy.pk).update(
        first_published_at=first, state=VacancyState.CLOSED, closed_on=on, closed_how=how
    )


def test_a_vacancy_counts_in_the_month_of_its_first_day_and_of_its_end(cast: Cast) -> None:
    in_march = datetime(2026, 3, 1, tzinfo=timezone.get_default_timezone())
    late_in_february = in_march - timedelta(minutes=1)
    with cast.anouk.at_work():
        draft_of(cast.anouk)
        _closed(online(cast.anouk), first=late_in_february, on=MARCH, how="through-us")
        _closed(online(cast.anouk, places=3), first=in_march, on=MARCH, how="through-us")
        _closed(online(cast.anouk), first=in_march, on=APRIL, how="stopped")
        online(cast.anouk, places=2)
        assert _counted() == [
            ("filled", 2, 2),
            ("online", 1, 0),
            ("online-places", 2, 0),
            ("places", 2, 0),
        ]
    with cast.chaima.at_work():
        online(cast.chaima)
        assert _counted() == [("online", 1, 0), ("online-places", 1, 0)]


def test_a_draft_that_was_never_online_does_not_count_as_closed(cast: Cast) -> None:
    with cast.anouk.at_work():
        draft = draft_of(cast.anouk)
        Vacancy.objects.filter(pk=draft.pk).update(
            state=VacancyState.CLOSED, closed_on=MARCH, closed_how="through-us"
        )
        assert _counted() == []
