"""GET /api/v1/desk-finder: the shape of its answers, its headers, and questions that are none."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client as Browser
from django.utils import timezone

from loketten.tenancy.models import Desk, Region
from portal.api.version import API_VERSION
from tests.factories import DeskFactory, UserFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/desk-finder"


@pytest.fixture(autouse=True)
def _desks() -> None:
    """A desk in every region; the two of the cast get a name like the others."""
    for region in Region.objects.all():
        name = f"desk-{region.code.lower()}"
        names = {"slug": name, "display_name": f"Loket {region.name}"}
        if Desk.objects.filter(region=region).update(**names):
            continue
        DeskFactory(
            region_code=region.code,
            slug=name,
            number_prefix=f"Q{chr(65 + region.tile_column)}{chr(65 + region.tile_row)}",
            display_name=f"Loket {region.name}",
        )


def _ask(question: str, browser: Browser | None = None) -> Any:
    return (browser or Browser()).get(f"{ADDRESS}?q={quote(question, safe='')}")


def test_one_desk_when_it_is_sure() -> None:
    response = _ask("3511 AB")
    assert response.status_code == 200
    assert response.json() == {
        "desks": [{"regionCode": "AM13", "slug": "desk-am13", "name": "Loket Midden-Utrecht"}],
        "choices": [],
    }


def test_choices_when_it_must_ask() -> None:
    assert _ask("Hoorn").json() == {
        "desks": [],
        "choices": [
            {
                "label": "Hoorn, gemeente Hoorn (Noord-Holland)",
                "q": "GM0405",
                "regionCode": "AM15",
                "slug": "desk-am15",
                "name": "Loket Noord-Holland Noord",
            },
            {
                "label": "Hoorn, gemeente Terschelling (Fryslân)",
                "q": "GM0093",
                "regionCode": "AM02",
                "slug": "desk-am02",
                "name": "Loket Friesland",
            },
        ],
    }


@pytest.mark.parametrize("question", ["Hoorn", "Limburg", "1110 AA", "Den Hag", "sint"])
def test_each_choice_sent_again_gives_exactly_that_desk(question: str) -> None:
    choices = _ask(question).json()["choices"]
    assert choices
    for choice in choices:
        again = _ask(choice["q"]).json()
        desk = {name: choice[name] for name in ("regionCode", "slug", "name")}
        assert again == {"desks": [desk], "choices": []}


def test_both_lists_are_empty_when_it_knows_nothing() -> None:
    assert _ask("xqzzyv").json() == {"desks": [], "choices": []}


def test_every_region_has_its_desk() -> None:
    for region in Region.objects.all():
        assert [desk["regionCode"] for desk in _ask(region.code).json()["desks"]] == [region.code]


def test_a_desk_that_is_closed_is_not_offered() -> None:
    desk = Region.objects.get(code="AM13").desk
    desk.closed_on = timezone.localdate()
    desk.save()
    assert _ask("Utrecht").json() == {"desks": [], "choices": []}
    desk.closed_on = timezone.localdate() + timedelta(days=1)
    desk.save()
    assert _ask("Utrecht").json()["desks"]


def test_a_desk_that_opens_later_is_not_offered_yet() -> None:
    desk = Region.objects.get(code="AM02").desk
    desk.opened_on = date(2999, 1, 1)
    desk.save()
    assert [choice["regionCode"] for choice in _ask("Hoorn").json()["choices"]] == ["AM15"]


@pytest.mark.parametrize(
    "question",
    [
        "\x00",
        "Utrecht\x00",
        "😀",
        "'; DROP TABLE tenancy_desk; --",
        "<script>",
        "%",
        "%00",
        "\\",
        "0000",
        "🏴" * 25,
        "a" * 100,
        "\u202e3511",
    ],
)
def test_any_question_gets_an_answer(question: str) -> None:
    response = _ask(question)
    assert response.status_code == 200
    assert set(response.json()) == {"desks", "choices"}


@pytest.mark.parametrize("raw", ["%FF", "%ED%A0%80", "%u0000"])
def test_any_bytes_get_an_answer(raw: str) -> None:
    assert Browser().get(f"{ADDRESS}?q={raw}").status_code == 200


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%09", "?Q=Utrecht", "?q=" + "a" * 101])
def test_no_question_or_too_long_a_one_is_a_problem(query: str) -> None:
    response = Browser().get(ADDRESS + query)
    _is_problem(response, 400)
    assert response.json()["errors"][0]["name"] in {"q", "Q"}


def test_a_question_of_a_million_signs_is_a_problem() -> None:
    _is_problem(_ask("a" * 1_000_000), 400)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_only_reading_is_possible(method: str) -> None:
    browser = Browser(enforce_csrf_checks=True)
    response = getattr(browser, method)(f"{ADDRESS}?q=Utrecht")
    _is_problem(response, 405)
    assert response["Allow"] == "GET, HEAD"


def test_another_address_is_a_problem() -> None:
    for address in ("/api/v1/desk-finder/", "/api/v1/", "/api/v1/desks/1"):
        _is_problem(Browser().get(address), 404)


def test_answers_may_be_kept_and_set_no_cookie() -> None:
    response = _ask("Utrecht")
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["API-Version"] == API_VERSION
    assert response["Content-Type"] == "application/json"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_head_of_an_answer_can_be_asked_alone() -> None:
    response = Browser().head(f"{ADDRESS}?q=Utrecht")
    assert response.status_code == 200
    assert response.content == b""
    assert response["API-Version"] == API_VERSION


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "nonsense", ""])
def test_whoever_asks_gets_json(accept: str) -> None:
    response = Browser().get(f"{ADDRESS}?q=Utrecht", headers={"accept": accept})
    assert response["Content-Type"] == "application/json"
    problem = Browser().get(f"{ADDRESS}?format=xml", headers={"accept": accept})
    _is_problem(problem, 400)


def test_who_asks_makes_no_difference() -> None:
    signed_in = Browser()
    signed_in.force_login(UserFactory())
    assert _ask("Hoorn", signed_in).json() == _ask("Hoorn").json()


@pytest.mark.parametrize("question", ["3511 AB", "Hoorn", "Gelderland", "Amterdam", "xqzzyv"])
def test_no_question_takes_more_than_five_queries(
    question: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5):
        _ask(question)


def _is_problem(response: Any, status: int) -> None:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"] == API_VERSION
    assert response["Cache-Control"] == "no-store"
    problem = response.json()
    assert set(problem) - {"errors"} == {"status", "title", "detail"}
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
