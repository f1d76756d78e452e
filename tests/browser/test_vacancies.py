"""A place from a half-filled draft to the public page, with the keyboard and on a phone."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.test_clients import session_of
from tests.cast import Cast
from tests.vacancies.places import columns_of, draft_of, employer_of

LONG = "Installatiebedrijf Van der Wilgen-Oosterhuis & Zonen Twente-Achterhoek B.V."


def test_the_way_from_a_draft_to_the_public_page(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    with real_cast.anouk.at_work():
        employer = employer_of(real_cast.anouk, name=LONG)
        vacancy = draft_of(real_cast.anouk, employer, title="")
    page.context.add_cookies([session_of(real_cast.anouk, site)])
    page.goto(f"{site}/bureau/utrecht/vacatures/{vacancy.public_id}")
    page.get_by_role("link", name="Ga verder met het concept").press("Enter")
    page.get_by_label("Titel").fill("Leerling-timmerman")
    assert barriers() == []
    page.get_by_label("Titel").press("Enter")
    page.get_by_role("link", name="Voeg de erkenning toe").press("Enter")
    whole = columns_of(real_cast.anouk)
    chosen = page.get_by_label("Kwalificatie").input_value()
    assert chosen == str(whole["qualification_id"])
    page.get_by_label("Erkend sinds").fill("2020-01-01")
    page.get_by_label("Erkend tot en met").fill("2090-01-01")
    page.get_by_role("button", name="Sla de erkenning op").press("Enter")
    page.get_by_role("button", name="Zet online").press("Enter")
    page.get_by_text("De vacature staat online.").wait_for()
    assert barriers() == []
    assert overflow(320) == 0
    page.get_by_role("link", name=LONG).press("Enter")
    page.get_by_role("heading", name="Erkend voor").wait_for()
    assert barriers() == []
    assert overflow(320) == 0
    page.go_back()
    page.get_by_role("link", name="Bekijk de vacature zoals iedereen die ziet").press("Enter")
    page.get_by_role("heading", name="Leerling-timmerman").wait_for()
    assert said == []
