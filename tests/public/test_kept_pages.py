"""A page without a question is made once a minute, and again as soon as what is online changes."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.places import make_employer, make_vacancy
from vacancies.actions.publish import close_vacancy
from vacancies.choices import ClosedHow
from vacancies.edition import next_edition
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


def test_nobody_keeps_a_page_for_longer_than_its_minute(
    vacancy: Vacancy, time_machine: Any
) -> None:
    address, now = _address(vacancy), timezone.now()
    time_machine.move_to(now, tick=False)
    assert Client().get(address)["Cache-Control"] == "public, max-age=60"
    time_machine.move_to(now + timedelta(seconds=45), tick=False)
    assert Client().get(address)["Cache-Control"] == "public, max-age=15"


def test_the_proxy_shows_an_older_page_only_while_no_web_answers() -> None:
    text = (Path(settings.BASE_DIR) / "portal/deployment/nginx.conf").read_text()
    (stale,) = re.findall(r"proxy_cache_use_stale ([^;]+);", text)
    assert "updating" not in stale
    assert "proxy_cache_background_update on" not in text


def test_many_places_in_one_transaction_are_one_change(
    vacancy: Vacancy, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as told, cast.anouk.at_work():
        next_edition()
        close_vacancy(vacancy, by=cast.anouk.member, how=ClosedHow.ELSEWHERE)
    marks = [one for one in told if one.__module__ == "vacancies.edition"]
    assert len(marks) == 1


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
