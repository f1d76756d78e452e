"""A page without a question is made once a minute, and again as soon as what is online changes."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.places import make_employer, make_vacancy
from vacancies.actions.publish import close_vacancy
from vacancies.choices import ClosedHow
from vacancies.models import Listing, Vacancy


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> None:
    settings.PAGES_KEPT_SECONDS = 60


@pytest.fixture
def vacancy(cast: Cast) -> Vacancy:
    with cast.anouk.at_work():
        return make_vacancy(cast.anouk.member, make_employer(cast.anouk.member))


def _address(vacancy: Vacancy) -> str:
    listing = Listing.objects.select_related("desk").get(public_id=vacancy.public_id)
    return f"/vacatures/{listing.desk.slug}/{listing.slug}"


def test_the_second_visitor_gets_the_same_page_without_a_query(
    vacancy: Vacancy, queries: Any
) -> None:
    address = _address(vacancy)
    first = Client().get(address)
    with queries() as seen:
        second = Client().get(address)
    assert seen == []
    assert second.content == first.content
    assert second.headers == first.headers
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_each_language_has_its_own(vacancy: Vacancy) -> None:
    dutch = Client().get(_address(vacancy)).content.decode()
    english = Client().get(f"/en{_address(vacancy)}").content.decode()
    assert '<html lang="nl"' in dutch
    assert '<html lang="en"' in english


def test_a_question_is_answered_anew(vacancy: Vacancy, queries: Any) -> None:
    for _ in range(2):
        with queries() as seen:
            Client().get("/vacatures?sort=nieuw")
        assert seen


def test_what_closes_is_gone_at_once(
    vacancy: Vacancy, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    address = _address(vacancy)
    assert Client().get(address).status_code == 200
    assert "Leerling timmerman" in Client().get("/vacatures").content.decode()
    with django_capture_on_commit_callbacks(execute=True), cast.anouk.at_work():
        close_vacancy(vacancy, by=cast.anouk.member, how=ClosedHow.ELSEWHERE)
    assert Client().get(address).status_code == 410
    assert "Leerling timmerman" not in Client().get("/vacatures").content.decode()


def test_a_page_without_redis_is_made_each_time(vacancy: Vacancy, without_redis: None) -> None:
    for _ in range(2):
        assert Client().get(_address(vacancy)).status_code == 200
