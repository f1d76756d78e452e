"""Finding a place on a phone: search, filter, read, go back, and never a dead end."""

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.cast import make_cast
from tests.public.desks import desk_with_details
from tests.vacancies.market import open_market


@pytest.fixture
def market(site: str) -> str:
    desk_with_details(brand_colour="#b5532a")
    open_market(make_cast())
    return site


def test_the_way_to_a_place_and_back(
    page: Page,
    market: str,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{market}/vacatures")
    page.get_by_label("Wat wil je doen?").fill("tmmerman")
    page.get_by_label("Postcode of plaats").fill("3511 AB")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_text("We zochten ook op “timmerman”.")).to_be_visible()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Mbo 2", exact=False).check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page.get_by_role("heading", level=2, name="6 plekken binnen 25 km")).to_be_visible()
    assert barriers() == []
    assert overflow(320) == 0
    found = page.url
    page.locator(".place a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leerling timmerman")
    assert barriers() == []
    assert overflow(320) == 0
    page.go_back()
    assert page.url == found
    page.go_forward()
    page.get_by_role("link", name="Terug naar de plekken").click()
    expect(page.get_by_role("heading", level=2, name="6 plekken binnen 25 km")).to_be_visible()
    page.goto(f"{market}/vacatures?q=kok&bij=3511&km=5")
    expect(page.get_by_role("heading", name="Geen plekken gevonden")).to_be_visible()
    assert barriers() == []
    page.get_by_role("link", name="Kijk in Regio Zwolle").click()
    expect(page.locator(".place")).to_have_count(1)
    assert said == []
    assert page.context.cookies() == []


def test_it_works_without_scripts_and_stays_light(chromium: Browser, market: str) -> None:
    """At most eight requests and, compressed as a front server does, 60 KB: all of it cold."""
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        seen: list[Response] = []
        page.on("response", lambda one: seen.append(one))
        page.goto(f"{market}/vacatures?route=bbl", wait_until="networkidle")
        expect(page.locator(".place")).to_have_count(20)
        assert len(seen) <= 8
        assert sum(len(gzip.compress(one.body())) for one in seen) <= 60_000
