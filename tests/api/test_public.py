"""The open part: the facts of the site, few queries, answers that may be kept by everybody."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Closure, Desk, DeskLocation, OpeningHours, Region
from portal.api import base
from portal.api.version import API_VERSION
from tests.cast import Cast
from tests.factories import DeskFactory
from tests.house.page_forms import forms_of
from tests.vacancies.market import open_market
from vacancies.models import Listing

pytestmark = pytest.mark.usefixtures("contexts")

API = "/api/v1"
# Each with the number of queries that it may take.
OPEN = {
    "/regions": 2,
    "/regions/AM13": 2,
    "/desks": 4,
    "/desks/utrecht": 4,
    "/vacancies": 4,
    "/vacancies?q=timmerman&bij=Utrecht&facets=true": 5,
    "/figures": 4,
    "/codes?list=theme": 1,
    "/occupations?pageSize=100": 2,
    "/qualifications?q=timmer": 2,
}


def ask(address: str, **headers: str) -> Any:
    return Browser().get(f"{API}{address}", headers=headers)


def problem_of(address: str, status: int = 400) -> dict[str, Any]:
    answer = ask(address)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == API_VERSION
    assert "no-store" in answer["Cache-Control"]
    found: dict[str, Any] = answer.json()
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return found


@pytest.mark.parametrize("address", OPEN)
def test_an_answer_takes_few_queries_and_may_be_kept(
    address: str, cast: Cast, queries: Any
) -> None:
    open_market(cast)
    with queries() as seen:
        answer = ask(address)
    assert answer.status_code == 200, answer.content
    assert len(seen) <= OPEN[address], "\n".join(seen)
    assert answer["API-Version"] == API_VERSION
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    known = ask(address, **{"if-none-match": answer["ETag"]})
    assert known.status_code == 304
    assert known["API-Version"] == API_VERSION
    assert known["Access-Control-Allow-Origin"] == "*"


def test_all_regions_take_as_many_queries_as_two(cast: Cast, queries: Any) -> None:
    for region in Region.objects.filter(desk=None):
        prefix = f"Q{chr(65 + region.tile_column)}{chr(65 + region.tile_row)}"
        DeskFactory(region_code=region.code, slug=region.code.lower(), number_prefix=prefix)
    with queries() as seen:
        items = ask("/regions").json()["items"]
    assert len(seen) <= 2
    assert len(items) == 35
    assert all(one["desk"] for one in items)
    assert sum(len(one["municipalities"]) for one in items) == 342


def test_a_desk_tells_what_its_page_tells(cast: Cast) -> None:
    today = timezone.localdate()
    with at_desk(cast.utrecht.pk):
        DeskLocation.objects.create(
            name="Huis", street="Singelhof 1", postcode="3511 ZZ", city="Utrecht"
        )
        OpeningHours.objects.create(weekday=1, opens_at="09:00", closes_at="17:00")
        Closure.objects.create(first_day=today, last_day=today, reason="Verhuizing")
        old = today - timedelta(days=9)
        Closure.objects.create(first_day=old, last_day=old, reason="Lang geleden")
    found = ask("/desks/utrecht").json()
    assert found["locations"][0]["street"] == "Singelhof 1"
    assert found["openingHours"] == [
        {"weekday": 1, "opensAt": "09:00", "closesAt": "17:00", "isWalkIn": False}
    ]
    assert [one["reason"] for one in found["closures"]] == ["Verhuizing"]
    assert found["isPaused"] is False


def test_a_desk_that_is_closed_is_not_there(cast: Cast) -> None:
    Desk.objects.filter(pk=cast.utrecht.pk).update(closed_on=timezone.localdate())
    problem_of("/desks/utrecht", 404)
    assert [one["slug"] for one in ask("/desks").json()["items"]] == ["zwolle"]
    assert ask("/regions/AM13").json()["desk"] is None


@pytest.mark.parametrize(
    "query", ["", "q=tmmerman&bij=3511+AB&niveau=2", "route=bbl&sort=begin", "q=bestaatniet"]
)
def test_the_search_finds_and_counts_as_the_site_does(cast: Cast, query: str) -> None:
    """By the address of the page, and by those to which its forms lead."""
    open_market(cast)
    page = Browser().get(f"/vacatures?{query}")
    forms = [one for one in forms_of(page.content.decode()) if one.action == "/vacatures"]
    assert len(forms) >= 2
    _same(query, page.context)
    for form in forms:
        sent = urlencode(form.pairs())
        _same(sent, Browser().get(f"/vacatures?{sent}").context)


def _same(query: str, page: Any) -> None:
    found = ask(f"/vacancies?{query}&facets=true").json()
    results = page["results"]
    assert found["total"] == results.total
    assert [one["slug"] for one in found["items"]] == [one.slug for one in results.page]
    counts = {
        (group["name"], one["value"]): one["count"]
        for group in found["facets"]
        for one in group["options"]
    }
    shown = [*page["groups"], page["regions"]]
    assert counts == {(one.name, box.value): box.count for one in shown for box in one.boxes}
    assert found["corrected"] == [word.typed for word in results.corrected]


def test_a_place_has_a_page_of_its_own_until_it_ends(cast: Cast) -> None:
    open_market(cast)
    listing: Any = Listing.objects.select_related("desk").first()
    address = f"/vacancies/{listing.desk.slug}/{listing.slug}"
    found = ask(address).json()
    assert found["title"] == listing.title
    assert found["jobPosting"]["@type"] == "JobPosting"
    assert found["url"] == found["jobPosting"]["url"]
    assert "km" not in found
    with at_desk(listing.desk_id):
        Listing.objects.filter(pk=listing.pk).update(ended_on=timezone.localdate())
    problem_of(address, 410)
    problem_of(f"/vacancies/{listing.desk.slug}/nergens", 404)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("pageSize=101", "pageSize"),
        ("pageSize=0", "pageSize"),
        ("pageSize=9223372036854775808", "pageSize"),
        ("page=-1", "page"),
        ("page=1e400", "page"),
        ("facets=misschien", "facets"),
        ("sort=naam", "sort"),
        ("km=7&bij=Utrecht", "km"),
        ("Route=bbl", "Route"),
        ("q=%00", "q"),
        ("client__notes=1", "client__notes"),
        ("page=1.0", "page"),
        ("page=1&page=1", "page"),
        ("facets=yes", "facets"),
        (f"q={'a' * 101}", "q"),
    ],
)
def test_what_is_no_question_is_refused_by_name(cast: Cast, query: str, name: str) -> None:
    found = problem_of(f"/vacancies?{query}")
    assert name in [one["name"] for one in found["errors"]]
    assert all(one["in"] == "query" and one["detail"] for one in found["errors"])


def test_an_unknown_value_is_refused_and_not_left_out(cast: Cast) -> None:
    found = problem_of("/vacancies?route=bbl&route=toverij&regio=AM99", 404)
    wrong = [(one["name"], one["code"]) for one in found["errors"]]
    assert wrong == [("route", "unknown-value"), ("regio", "unknown-value")]
    problem_of("/codes?list=geheim")
    problem_of("/figures?periode=gisteren", 404)
    problem_of("/occupations?page=10000", 404)
    problem_of("/regions?fields=desk__email")
    problem_of("/regions/AM99", 404)


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("", "nl"),
        ("en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("fr, en;q=0.5, nl;q=0.4", "en"),
        ("en;q=0, *", "nl"),
        ("x" * 100_000, "nl"),
    ],
)
def test_sentences_and_labels_are_in_the_language_that_was_asked(
    cast: Cast, asked: str, spoken: str
) -> None:
    open_market(cast)
    headers = {"accept-language": asked} if asked else {}
    answers = [
        ask("/vacancies?facets=true", **headers),
        ask("/vacancies?pageSize=0", **headers),
        ask("/regions/AM99", **headers),
        ask("/nergens", **headers),
        ask("/desk", **headers),
    ]
    assert [answer.status_code for answer in answers] == [200, 400, 404, 404, 401]
    for answer in answers:
        assert answer["Content-Language"] == spoken
        assert answer["Vary"] == "Accept-Language"
    (group,) = (one for one in answers[0].json()["facets"] if one["name"] == "tijd")
    is_dutch = spoken == "nl"
    assert group["options"][0]["label"].startswith("Ook 's avonds" if is_dutch else "Also in the")
    (wrong,) = answers[1].json()["errors"]
    assert wrong["detail"].startswith("Zorg ervoor" if is_dutch else "Ensure")
    assert answers[3].json()["title"] == "Dit bestaat niet" if is_dutch else "This does not exist"


@pytest.mark.parametrize("address", ["/codes", "/desk/talks", "/nergens"])
def test_what_is_refused_at_the_gate_is_a_problem_too(db: None, address: str) -> None:
    kind = "application/json; charset=utf-16"
    browser = Browser()
    answers = [browser.generic(verb, f"{API}{address}", "{}", kind) for verb in ("GET", "POST")]
    cookie = f'{settings.SESSION_COOKIE_NAME}="\\000aaaaaaaa"'
    answers.append(browser.get(f"{API}{address}", HTTP_COOKIE=cookie))
    for answer in answers:
        assert answer.status_code == 400
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["API-Version"] == API_VERSION
        assert answer.json()["status"] == 400


def test_a_place_that_nobody_knows_is_refused_and_namesakes_are_told(cast: Cast) -> None:
    for query, name in (("bij=Xqzzyv&km=10", "bij"), ("q=1999", "q")):
        (wrong,) = problem_of(f"/vacancies?{query}", 404)["errors"]
        assert (wrong["name"], wrong["code"]) == (name, "unknown-place")
    assert "Hoorn" in problem_of("/vacancies?bij=Hooorn", 404)["errors"][0]["detail"]
    found = ask("/vacancies?bij=Hoorn").json()
    assert found["near"] == "Hoorn"
    assert found["namesakes"] == [{"label": "Terschelling (Fryslân)", "bij": "GM0093"}]
    assert ask("/vacancies?bij=GM0093").json()["near"] == "Terschelling"


def test_a_page_holds_at_most_a_hundred(cast: Cast) -> None:
    first = ask("/occupations?pageSize=50").json()
    assert len(first["items"]) == 50
    assert first["pages"] == -(-first["total"] // 50)
    last = ask(f"/occupations?pageSize=50&page={first['pages']}").json()
    assert {one["id"] for one in last["items"]}.isdisjoint(one["id"] for one in first["items"])


def test_too_many_questions_are_refused_for_a_while(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, time_machine: Any
) -> None:
    monkeypatch.setattr(base, "AN_HOUR_FROM_ONE_ADDRESS", 2)
    assert [ask("/codes").status_code for _ in range(3)] == [200, 200, 429]
    time_machine.move_to(timezone.now() + timedelta(minutes=50))
    answer = ask("/codes")
    assert 500 < int(answer["Retry-After"]) <= 600, "the rest of the hour"
    assert answer.json()["status"] == 429


def test_before_the_first_publication_there_are_no_figures(cast: Cast) -> None:
    found = ask("/figures").json()
    assert found["period"] is None
    assert found["periods"] == found["country"] == []
    assert found["definitions"]


def test_a_figure_is_public_here_when_it_is_on_the_site(country: Any) -> None:
    found = ask("/figures?periode=2026-10").json()
    page = Browser().get("/cijfers?periode=2026-10").context
    ranked = {row.region.code: row for row in page["rows"]}
    assert len(found["regions"]) == len(ranked)
    states = set()
    for region in found["regions"]:
        figures = {one["key"]: one for one in region["figures"]}
        row = ranked[region["code"]]
        for key, number in (("talks", row.number), ("files", row.people), ("places", row.places)):
            is_shown = number.state == "shown"
            assert figures[key]["value"] == (number.value if is_shown else None)
            assert figures[key]["reason"] == (None if is_shown else number.state)
            states.add(figures[key]["reason"])
        assert "filled" not in figures
    assert {None, "withheld"} <= states, "without both this proves nothing"
    themes, channels = page["breakdowns"]
    for numbers, shown in ((found["themes"], themes), (found["channels"], channels)):
        values = sorted(bar.number.value for bar in shown.bars if bar.number.state == "shown")
        assert sorted(one["value"] for one in numbers if one["value"] is not None) == values
    points = {one["month"][:7]: one["value"] for one in found["months"]}
    assert points["2026-10"] == page["points"][-1].value
