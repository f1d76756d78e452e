"""Finding a desk: on a phone, with the keyboard, without scripts, without a barrier."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

PAGES = [
    "/",
    "/en/",
    "/loketten",
    "/loketten?q=hoorn",
    "/loketten?q=xyzzy",
    "/loket/utrecht",
    "/en/loket/utrecht",
    "/vacatures",
]


def test_no_page_has_a_barrier_and_all_fit(
    page: Page, shop_window: str, said: list[str], flaws: Callable[[str], list[str]]
) -> None:
    for path in PAGES:
        assert flaws(shop_window + path) == []
    assert said == []
    assert page.context.cookies() == []


def test_a_postcode_leads_to_the_desk_and_back_keeps_the_page(page: Page, shop_window: str) -> None:
    page.goto(shop_window)
    page.get_by_label("Wat is je postcode of plaats?").fill("3511 ab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leerwerkloket Utrecht")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Leren en werken, bij jou in de buurt"
    )


def test_in_doubt_the_finder_asks_back(page: Page, shop_window: str) -> None:
    page.goto(f"{shop_window}/loketten")
    page.get_by_label("Wat is je postcode of plaats?").fill("hoorn")
    page.get_by_role("button", name="Zoek mijn loket").click()
    page.get_by_role("link", name="Terschelling").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Leerwerkloket Friesland")


def test_the_language_link_keeps_the_question(page: Page, shop_window: str) -> None:
    page.goto(f"{shop_window}/loketten?q=xyzzy")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="English").click()
    assert page.url == f"{shop_window}/en/loketten?q=xyzzy"
    expect(page.get_by_text("We do not know “xyzzy”.")).to_be_visible()


def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    page: Page, shop_window: str
) -> None:
    page.goto(shop_window)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Direct naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    box = page.get_by_label("Wat is je postcode of plaats?")
    expect(box).to_be_focused()
    assert box.evaluate("box => getComputedStyle(box).outlineWidth") == "3px"
    for _ in range(3):
        page.keyboard.press("Tab")
    tile = page.get_by_role("link", name="Friesland")
    expect(tile).to_be_focused()
    assert tile.locator("use").evaluate("tile => getComputedStyle(tile).strokeWidth") == "5px"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leerwerkloket Friesland")


def test_a_phone_without_scripts_can_do_everything(chromium: Browser, shop_window: str) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 640}, locale="nl-NL"
    )
    page = context.new_page()
    page.goto(shop_window)
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Alle loketten").first.click()
    page.get_by_role("link", name="Midden-Utrecht").last.click()
    expect(page.get_by_role("link", name="030 000 00 12")).to_have_attribute(
        "href", "tel:0300000012"
    )
    context.close()


def test_a_desk_wears_its_own_colour(page: Page, shop_window: str) -> None:
    colour = "getComputedStyle(document.documentElement).getPropertyValue('--desk-hue')"
    page.goto(f"{shop_window}/loket/utrecht")
    assert page.evaluate(colour) != "277"
    page.goto(shop_window)
    assert page.evaluate(colour) == "277"


def test_a_number_can_be_tapped_with_a_thumb(page: Page, shop_window: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{shop_window}/loket/utrecht")
    box = page.get_by_role("link", name="030 000 00 12").bounding_box()
    assert box is not None
    assert box["height"] >= 44
