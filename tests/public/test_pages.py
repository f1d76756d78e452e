"""The pages for everybody: what they show, and that a proxy may keep them."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from loketten.tenancy.models import Desk, Region
from tests.public.desks import all_desks, desk_with_details

pytestmark = pytest.mark.usefixtures("contexts")

PAGES = [
    "/",
    "/loketten",
    "/loketten?q=hoorn",
    "/loketten?q=3511",
    "/loketten?q=xyzzy",
    "/loketten?onderwerp=diploma",
    "/loket/utrecht",
    "/vacatures",
    "/stijl",
]


@pytest.fixture
def visitor(db: None) -> Client:
    desk_with_details(brand_colour="#b5532a")
    return Client()


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_proxy_may_keep_the_page(visitor: Client, path: str, prefix: str, settings: Any) -> None:
    settings.DEMO = True
    response = visitor.get(prefix + path)
    assert response.status_code in {200, 302}
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert "Vary" not in response
    assert not response.cookies


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_no_form_that_writes(visitor: Client, path: str, settings: Any) -> None:
    settings.DEMO = True
    page = visitor.get(path).content.decode()
    assert 'method="post"' not in page.lower()
    assert "csrf" not in page


@pytest.mark.parametrize("path", ["/", "/loketten", "/loket/utrecht", "/vacatures"])
def test_a_page_is_read_only(visitor: Client, path: str) -> None:
    assert visitor.post(path).status_code == 405


@pytest.mark.parametrize(
    ("path", "budget"), [("/", 4), ("/loketten", 1), ("/loket/utrecht", 10), ("/vacatures", 4)]
)
def test_the_number_of_queries_does_not_grow_with_the_desks(
    db: None, queries: Any, path: str, budget: int
) -> None:
    all_desks()
    with queries() as seen:
        Client().get(path)
    assert len(seen) <= budget


def test_a_postcode_leads_to_its_desk(visitor: Client) -> None:
    response = visitor.get("/loketten", {"q": "3511 ab"})
    assert response.status_code == 302
    assert response["Location"] == "/loket/utrecht"


def test_the_finder_stays_in_english(visitor: Client) -> None:
    assert visitor.get("/en/loketten", {"q": "3511"})["Location"] == "/en/loket/utrecht"


def test_a_name_that_lies_in_two_regions_is_asked_back(visitor: Client) -> None:
    page = visitor.get("/loketten", {"q": "hoorn"}).content.decode()
    assert "Welke bedoel je?" in page
    assert "Terschelling" in page


def test_an_answer_to_the_question_leads_on(db: None) -> None:
    all_desks()
    response = Client().get("/loketten", {"q": "hoorn"})
    for choice in response.context["finding"].choices:
        assert Client().get("/loketten", {"q": choice.q}).status_code == 302


def test_a_word_that_nobody_knows_gets_a_phone_number(visitor: Client) -> None:
    page = visitor.get("/loketten", {"q": "xyzzy"}).content.decode()
    assert "“xyzzy” kennen we niet." in page
    assert 'href="tel:0880000035"' in page


def test_a_region_without_an_open_desk_says_so(visitor: Client) -> None:
    page = visitor.get("/loketten", {"q": "7511 AB"}).content.decode()
    assert "In Twente is nu geen loket open." in page


@pytest.mark.parametrize("query", ["\0", "\ud800", "<script>", "%", "'" * 3, "9" * 5000])
def test_hostile_questions_do_no_harm(visitor: Client, query: str) -> None:
    response = visitor.get("/loketten", {"q": query.encode("utf-8", "replace").decode()})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<main")[1]


def test_a_topic_goes_along_to_the_finder(visitor: Client) -> None:
    page = visitor.get("/loketten", {"onderwerp": "diploma"}).content.decode()
    assert "Ik heb een diploma uit een ander land" in page
    assert "Ik heb een diploma" not in visitor.get("/loketten?onderwerp=x").content.decode()


@time_machine.travel("2026-11-24T13:00:00Z", tick=False)
def test_a_desk_shows_where_it_is_and_when_it_is_open(visitor: Client) -> None:
    page = visitor.get("/loket/utrecht").content.decode()
    assert "Nu open, tot 20.00\u00a0uur" in page
    assert "Hofpassage 12" in page
    assert "17.00 – 20.00, zonder afspraak" in page
    assert "vrijdag 25 december tot en met zaterdag 26 december" in page
    assert 'href="tel:0300000012"' in page
    assert 'href="mailto:utrecht@example.nl"' in page
    assert "Bunnik" in page


@time_machine.travel("2027-01-05T20:00:00Z", tick=False)
def test_a_closure_that_is_over_is_gone(visitor: Client) -> None:
    page = visitor.get("/loket/utrecht").content.decode()
    assert "Kerstmis" not in page
    assert "Nu dicht. Weer open op woensdag 6 januari, 9.00\u00a0uur" in page


def test_a_desk_without_details_still_has_a_page(db: None) -> None:
    desk = Desk.objects.create(
        region=Region.objects.get(code="AM05"),
        slug="kaal",
        display_name="Loket Kaal",
        number_prefix="KA",
        opened_on=date(2020, 1, 1),
    )
    page = Client().get(f"/loket/{desk.slug}").content.decode()
    assert "<h1>Loket Kaal</h1>" in page
    assert "huisstijl" not in page


def test_an_unknown_desk_is_not_found_and_a_closed_one_is_gone(visitor: Client) -> None:
    Desk.objects.update(closed_on=date(2026, 1, 1))
    assert visitor.get("/loket/utrecht").status_code == 410
    assert visitor.get("/loket/nergens").status_code == 404
    assert "Utrecht" not in visitor.get("/loketten").content.decode().split("</form>")[-1]


def test_the_living_page_is_only_there_for_the_demo(visitor: Client, settings: Any) -> None:
    settings.DEMO = False
    assert visitor.get("/stijl").status_code == 404
    settings.DEMO = True
    assert visitor.get("/stijl").status_code == 200


def test_the_name_of_the_service_is_a_setting(visitor: Client, settings: Any) -> None:
    settings.SITE_NAME = "Werkcentrum"
    page = visitor.get("/").content.decode()
    assert "Werkcentrum" in page
    assert "Leerwerkloket" not in page
