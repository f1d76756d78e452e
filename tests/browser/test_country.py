"""The analyst reads the country on a phone and at a desk; a manager finds the files."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from portal.reporting.live import count_live
from portal.reporting.publishing import publish_month
from tests.browser.test_clients import session_of
from tests.cast import Cast
from tests.reporting.counting import somebody_at, talk_rows

OCTOBER = date(2026, 10, 1)


def test_a_region_is_chosen_on_the_map_and_a_number_explained(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    small = somebody_at("gorinchem", "AM35")
    for somebody, talks, people in ((real_cast.anouk, 60, 40), (real_cast.chaima, 30, 22)):
        talk_rows(somebody, month=OCTOBER, talks=talks, people=people)
    talk_rows(small, month=OCTOBER, talks=3, people=2)
    talk_rows(somebody_at("twente", "AM05"), month=OCTOBER, talks=12, people=9)
    publish_month(OCTOBER)
    count_live()

    page.context.add_cookies([session_of(real_cast.dirk, site)])
    page.goto(f"{site}/landelijk")
    assert barriers() == []
    page.get_by_text("Zo tellen we dit").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("opgeschreven voor de 8e").first).to_be_visible()
    page.get_by_role("link", name="Midden-Utrecht: 60").focus()
    page.keyboard.press("Enter")
    expect(
        page.get_by_text("Midden-Utrecht, november 2025 tot en met oktober 2026")
    ).to_be_visible()
    page.get_by_label("Periode", exact=True).select_option("2026-10")
    page.get_by_role("button", name="Toon").click()
    expect(page).to_have_url(f"{site}/landelijk?periode=2026-10&regio=AM13&thema=")
    expect(page.get_by_role("row", name="Gorinchem").first).to_contain_text("niet getoond")
    assert max(overflow(width) for width in (1280, 390, 320)) <= 0
    assert barriers() == []

    page.goto(f"{site}/en/cijfers?periode=2026-10")
    expect(page.get_by_role("heading", name="Figures of the desks")).to_be_visible()
    assert max(overflow(width) for width in (1280, 320)) <= 0
    assert barriers() == []

    page.context.add_cookies([session_of(real_cast.mila, site)])
    page.goto(f"{site}/bureau/utrecht/cijfers?periode=12-maanden")
    assert barriers() == []
    assert max(overflow(width) for width in (1280, 320)) <= 0
    page.get_by_role("link", name="bekijk de dossiers").first.click()
    expect(page.get_by_role("heading", name="Dossiers achter een cijfer")).to_be_visible()
    assert said == []
