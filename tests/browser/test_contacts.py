"""A question without a file, as a counselor counts it between two calls: with the keyboard."""

from collections.abc import Callable

from playwright.sync_api import Page

from advice.models import Contact
from tests.browser.test_talk import press_until, session_of
from tests.cast import Cast


def test_a_question_is_counted_with_the_keyboard_alone(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    page.context.add_cookies([session_of(real_cast.anouk, site)])
    page.goto(f"{site}/bureau/utrecht/contacten")
    press_until(page, "[name=theme]", most=25)
    page.keyboard.press("Space")
    press_until(page, "main form button[type=submit]", most=4)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Het contact is opgeslagen.")
    with real_cast.anouk.at_work():
        (contact,) = Contact.objects.all()
        assert contact.counselor_id == real_cast.anouk.member.pk
    assert barriers() == []
    assert [overflow(width) for width in (320, 390, 1280)] == [0, 0, 0]
    assert said == []


def test_the_other_pages_beside_the_talks_have_no_barriers(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    flaws: Callable[[str], list[str]],
) -> None:
    pages = {real_cast.anouk: ("groepen/nieuw", "vervanging"), real_cast.mila: ("inzage/weken",)}
    for reader, addresses in pages.items():
        page.context.add_cookies([session_of(reader, site)])
        for address in addresses:
            assert flaws(f"{site}/bureau/utrecht/{address}") == []
    assert said == []
