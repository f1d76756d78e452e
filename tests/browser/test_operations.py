"""A platform administrator sees what is wrong, and asks a failed task again: keys alone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from portal.operations.models import FailedTask
from tests.browser.test_talk import press_until, session_of
from tests.cast import Cast
from tests.operations.test_page import PAGE, everything_wrong


def test_what_is_wrong_is_seen_and_asked_again(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    flaws: Callable[[str], list[str]],
) -> None:
    everything_wrong(real_cast)
    page.context.add_cookies([session_of(real_cast.otto, site)])
    assert flaws(f"{site}{PAGE}") == []
    page.set_viewport_size({"width": 390, "height": 800})
    button = page.get_by_role("button", name="Opnieuw uitvoeren")
    assert button.bounding_box()["x"] + button.bounding_box()["width"] < 390, "seen on a phone"
    press_until(page, "form[action*='/taak/'] button", most=30)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("opnieuw uitgevoerd")
    expect(button).to_have_count(0)
    assert FailedTask.objects.open().count() == 0
    assert said == []
