"""The living page: every part in every state, in both densities and in the dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect


@pytest.fixture
def style_page(page: Page, shop_window: str, settings: Any) -> Page:
    settings.DEMO = True
    page.goto(f"{shop_window}/stijl")
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_no_part_has_a_barrier(
    style_page: Page, said: list[str], barriers: Callable[[], list[str]], width: int
) -> None:
    style_page.set_viewport_size({"width": width, "height": 800})
    style_page.reload()
    assert barriers() == []
    assert said == []


def test_everything_fits_on_a_small_screen(
    style_page: Page, overflow: Callable[[int], int]
) -> None:
    assert [overflow(width) for width in (320, 390, 768, 1280)] == [0, 0, 0, 0]


def test_everything_fits_from_right_to_left(
    style_page: Page, overflow: Callable[[int], int]
) -> None:
    style_page.evaluate("document.documentElement.dir = 'rtl'")
    assert [overflow(width) for width in (320, 1280)] == [0, 0]


def test_no_part_has_a_barrier_from_right_to_left(
    style_page: Page, barriers: Callable[..., list[str]]
) -> None:
    style_page.evaluate("document.documentElement.dir = 'rtl'")
    assert barriers(colours=False) == []


def test_a_pressed_button_says_that_it_is_busy_and_ignores_a_second_press(
    style_page: Page,
) -> None:
    sent = []

    def answer(route: Route) -> None:
        # An answer without content leaves the page as it is.
        sent.append(route.request.url)
        route.fulfill(status=204)

    style_page.route("**/stijl?*", answer)
    button = style_page.get_by_role("button", name="Sla gesprek op").first
    button.evaluate("button => { button.click(); button.click(); }")
    busy = style_page.locator("form[aria-busy=true] button")
    expect(busy).to_have_text("Bezig met opslaan…")
    assert len(sent) == 1


def test_the_list_of_mistakes_takes_the_focus_and_leads_to_the_field(style_page: Page) -> None:
    summary = style_page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Vul je postcode in, bijvoorbeeld 7511 AB").click()
    expect(style_page.locator("#id_wrong-postcode")).to_be_focused()


def test_a_slash_goes_to_the_search_box_unless_somebody_is_typing(style_page: Page) -> None:
    style_page.keyboard.press("/")
    box = style_page.get_by_label("Zoek een klant", exact=True)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    style_page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")


def test_pills_answer_to_the_keyboard(style_page: Page) -> None:
    first = style_page.locator("#id_plain-channel_0")
    first.focus()
    style_page.keyboard.press("ArrowRight")
    second = style_page.locator("#id_plain-channel_1")
    expect(second).to_be_checked()
    outline = "input => getComputedStyle(input.nextElementSibling).outlineWidth"
    assert second.evaluate(outline) == "3px"


def test_a_certificate_opens_without_a_script(style_page: Page) -> None:
    style_page.get_by_text("Zo tellen we dit").first.click()
    expect(style_page.get_by_text("Gesprekken met een datum in de periode").first).to_be_visible()


def test_the_page_prints_without_frame_and_private_notes(style_page: Page) -> None:
    style_page.emulate_media(media="print")
    expect(style_page.locator(".header__links")).to_be_hidden()
    expect(style_page.locator(".private-note")).to_be_hidden()
    expect(style_page.locator(".timeline").get_by_role("heading").first).to_be_visible()
