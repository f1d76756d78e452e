"""From a question on a phone to an answer at the desk, with the keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_clients import session_of
from tests.cast import Cast

PHONE = {"width": 390, "height": 800}


def test_a_question_is_asked_followed_answered_and_erased(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{site}/vraag")
    page.get_by_label("Wat is je postcode of plaats?").fill("3511 ZZ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/loket/utrecht/vraag")
    assert barriers() == []
    page.get_by_label("Bel mij terug").check()
    page.get_by_label("Je naam").fill("Yusuf Demir")
    page.keyboard.press("Tab")
    page.keyboard.type("yusuf@example.nl")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("Vul een telefoonnummer in")
    assert barriers() == []
    page.get_by_label("Je telefoonnummer of e-mailadres").fill("06-000 000 41")
    page.keyboard.press("Enter")
    page.wait_for_url("**/aanvraag/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Je vraag is verstuurd")
    assert barriers() == []
    assert overflow(320) == 0
    followed = page.url

    page.context.add_cookies([session_of(real_cast.bram, site)])
    page.goto(f"{site}/bureau/utrecht")
    page.get_by_role("link", name="Bel mij terug").click()
    assert barriers() == []
    page.get_by_role("button", name="Ik pak dit op").click()
    page.get_by_label("Per telefoon").check()
    assert barriers() == []
    assert overflow(320) == 0
    page.get_by_role("button", name="Sla op hoe het afliep").press("Enter")
    expect(page.locator(".toast")).to_contain_text("De vraag is afgerond.")
    page.goto(f"{site}/bureau/utrecht/aanvragen?show=ended")
    expect(page.get_by_role("link", name="Yusuf Demir")).to_be_visible()
    assert barriers() == []

    page.goto(followed)
    expect(page.get_by_role("heading", level=1)).to_have_text("Je vraag is beantwoord")
    page.get_by_role("link", name="Wis je naam en nummer nu").click()
    assert barriers() == []
    page.get_by_role("button", name="Wis mijn naam en nummer").click()
    expect(page.locator("main")).not_to_contain_text("Yusuf")
    assert said == []
