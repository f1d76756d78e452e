"""Logging a talk as a counselor does it: with the keyboard, with a phone, and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from advice.models import AdviceSession, NextStep, PrivateNote
from clients.models import ClientFile
from tests import factories
from tests.cast import Cast, Somebody

LONG_NAME = "Maria Wilhelmina Antoinette Bartholomeüszoon-van den Hoogenbergh uit 's-Hertogenbosch"
SUMMARY = "Yonas wil monteur worden. Hij loopt een dag mee."


@pytest.fixture
def file(real_cast: Cast) -> ClientFile:
    with real_cast.anouk.at_work():
        client = factories.ClientFactory(
            number="UT-00042", first_name="", last_name=LONG_NAME, with_email=True
        )
        return factories.ClientFileFactory(client=client, owner=real_cast.anouk.member)


@pytest.fixture
def sign_in(page: Page, site: str) -> Callable[[Somebody], None]:
    """Her session, as the login would have made it."""

    def enter(somebody: Somebody) -> None:
        page.context.add_cookies([session_of(somebody, site)])

    return enter


def session_of(somebody: Somebody, site: str) -> Any:
    value = somebody.browser().cookies["sessionid"].value
    return {"name": "sessionid", "value": value, "url": site}


def press_until(page: Page, selector: str, *, most: int) -> None:
    """Tab, as often as it takes, to a control.

    Chromium grants an ``autofocus`` with its first frame, and complains when a press is faster.
    """
    page.locator("body:not(:has([autofocus])), body:focus-within").wait_for()
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is more than {most} presses of Tab away.")


def test_a_talk_is_logged_with_the_keyboard_alone(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Callable[[Somebody], None],
    said: list[str],
    barriers: Callable[[], list[str]],
) -> None:
    sign_in(real_cast.anouk)
    page.goto(f"{site}/bureau/utrecht")
    page.keyboard.press("/")
    page.keyboard.type("ut42")
    page.keyboard.press("Enter")
    page.wait_for_url("**/klanten/UT-00042")
    press_until(page, "[name=channel]", most=40)
    press_until(page, "[name=summary]", most=20)
    page.keyboard.type(SUMMARY)
    press_until(page, "summary", most=2)
    page.keyboard.press("Enter")
    press_until(page, "[name=note]", most=2)
    page.keyboard.type("Alleen voor mij.")
    press_until(page, "[name=step]", most=3)
    page.keyboard.type("Meeloopdag regelen")
    press_until(page, "[name=due]", most=2)
    page.keyboard.press("ArrowRight")
    press_until(page, "form.form button[type=submit]", most=3)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Het gesprek is opgeslagen.")
    timeline = page.locator(".timeline")
    assert SUMMARY in timeline.inner_text()
    assert "Meeloopdag regelen" in timeline.inner_text()
    assert "Alleen voor mij." in timeline.inner_text()
    assert barriers() == []
    assert said == []
    with real_cast.anouk.at_work():
        talk = AdviceSession.objects.get(file=file)
        assert (talk.summary, talk.kind_id) == (SUMMARY, "kind.intake")
        assert PrivateNote.objects.get(session=talk).text == "Alleen voor mij."
        assert NextStep.objects.get(session=talk).what == "Meeloopdag regelen"


def test_a_mistake_is_shown_and_put_right(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Callable[[Somebody], None],
    barriers: Callable[[], list[str]],
) -> None:
    sign_in(real_cast.anouk)
    page.goto(f"{site}/bureau/utrecht/klanten/UT-00042")
    page.get_by_label("Samenvatting").fill(SUMMARY)
    page.get_by_label("Wanneer").fill("straks")
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert barriers() == []
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.name") == "held_at"
    page.keyboard.press("Control+A")
    page.keyboard.type("gisteren 14.00")
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_selector("text=Het gesprek is opgeslagen.")
    assert SUMMARY in page.locator(".timeline").inner_text()


def test_it_works_without_scripts(
    chromium: Browser, site: str, real_cast: Cast, file: ClientFile
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    context.add_cookies([session_of(real_cast.anouk, site)])
    page = context.new_page()
    page.goto(f"{site}/bureau/utrecht/klanten/UT-00042")
    page.get_by_text("Eigen notitie, alleen voor jou").click()
    page.locator("[name=note]").fill("Zonder script.")
    page.get_by_text("Meer thema’s").click()
    page.get_by_label("Geld voor scholing", exact=True).check()
    page.get_by_label("Omscholen naar ander werk").check()
    page.locator("[name=summary]").fill(SUMMARY)
    page.locator("[name=step]").fill("Bellen")
    page.get_by_label("Kies een dag").check()
    page.locator("[name=due_on]").fill("2030-01-15")
    page.get_by_role("button", name="Sla gesprek op").click()
    assert "Het gesprek is opgeslagen." in page.content()
    story = page.locator(".timeline").inner_text()
    assert SUMMARY in story
    assert "Omscholen naar ander werk · Geld voor scholing" in story
    assert "15 januari 2030" in story
    page.get_by_role("button", name="Zet op klaar").click()
    assert "De stap is klaar." in page.content()
    page.get_by_role("link", name="Wijzig").click()
    page.locator("[name=summary]").fill("Een betere samenvatting.")
    page.get_by_role("button", name="Sla gesprek op").click()
    assert "Een betere samenvatting." in page.locator(".timeline").inner_text()
    page.get_by_role("link", name="Eerdere versies").click()
    assert SUMMARY in page.locator("main").inner_text()
    context.close()


def test_a_manager_withdraws_a_talk(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Callable[[Somebody], None],
    said: list[str],
    barriers: Callable[[], list[str]],
) -> None:
    with real_cast.anouk.at_work():
        factories.AdviceSessionFactory(
            file=file, counselor=real_cast.anouk.member, summary="Van iemand anders."
        )
    sign_in(real_cast.mila)
    page.goto(f"{site}/bureau/utrecht/klanten/UT-00042")
    page.get_by_role("link", name="Trek in").click()
    page.wait_for_url("**/terugtrekken")
    assert barriers() == []
    page.get_by_label("Waarom trek je dit gesprek in?").fill("Bij de verkeerde klant")
    page.get_by_role("button", name="Trek het gesprek in").click()
    page.wait_for_selector("text=Het gesprek is ingetrokken.")
    story = page.locator(".timeline").inner_text()
    assert "Bij de verkeerde klant" in story
    assert "Van iemand anders." not in story
    assert said == []


PAGES = {
    "anouk": (
        "",
        "/klanten/UT-00042",
        "/klanten/UT-00042?show=steps",
        "/klanten/UT-00042/gesprek",
        "/klanten/UT-00042/wie-keek-mee",
    ),
    "mila": ("",),
    "priya": ("", "/inzage"),
}


def test_every_page_fits_and_is_accessible(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Callable[[Somebody], None],
    said: list[str],
    flaws: Callable[..., list[str]],
) -> None:
    with real_cast.anouk.at_work():
        talk = factories.AdviceSessionFactory(
            file=file, counselor=real_cast.anouk.member, summary="Woord" * 60
        )
        factories.NextStepFactory(
            file=file, session=talk, owner=real_cast.anouk.member, what="Stap" * 50
        )
    for who, paths in PAGES.items():
        page.context.clear_cookies()
        sign_in(getattr(real_cast, who))
        for path in paths:
            for language in ("", "/en"):
                assert flaws(f"{site}{language}/bureau/utrecht{path}") == []
    assert said == []


def test_two_windows_of_one_talk_lose_nothing(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Callable[[Somebody], None],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    with real_cast.anouk.at_work():
        talk = factories.AdviceSessionFactory(
            file=file, counselor=real_cast.anouk.member, summary="Zoals het begon."
        )
    sign_in(real_cast.anouk)
    other = page.context.new_page()
    url = f"{site}/bureau/utrecht/gesprekken/{talk.public_id}/wijzig"
    for window, text in ((page, "Uit het eerste venster."), (other, "Uit het tweede venster.")):
        window.goto(url)
        window.get_by_label("Samenvatting").fill(text)
    other.get_by_role("button", name="Sla gesprek op").click()
    other.wait_for_url("**/klanten/UT-00042")
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_selector(".conflict")
    both = page.locator(".conflict").inner_text()
    assert "Uit het eerste venster." in both
    assert "Uit het tweede venster." in both
    for width in (320, 390, 1280):
        assert overflow(width) <= 0
        assert barriers() == []
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_url("**/klanten/UT-00042")
    assert "Uit het eerste venster." in page.locator(".timeline").inner_text()


def test_a_manager_moves_a_talk_to_the_right_file(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Callable[[Somebody], None],
    said: list[str],
    barriers: Callable[[], list[str]],
) -> None:
    with real_cast.anouk.at_work():
        client = factories.ClientFactory(number="UT-00043", first_name="Olena", last_name="Kravets")
        factories.ClientFileFactory(client=client, owner=real_cast.bas.member)
        factories.AdviceSessionFactory(
            file=file, counselor=real_cast.anouk.member, summary="Hoort bij Olena."
        )
    sign_in(real_cast.mila)
    page.goto(f"{site}/bureau/utrecht/klanten/UT-00042")
    page.get_by_role("link", name="Verplaats").click()
    page.wait_for_url("**/verplaatsen")
    assert barriers() == []
    page.get_by_label("Klantnummer").fill("99")
    page.get_by_label("Waarom verplaats je dit gesprek?").fill("Namen verwisseld")
    page.get_by_role("button", name="Verplaats het gesprek").click()
    page.wait_for_selector(".error-summary")
    assert page.get_by_label("Waarom verplaats je dit gesprek?").input_value() == "Namen verwisseld"
    page.get_by_label("Klantnummer").fill("43")
    page.get_by_role("button", name="Verplaats het gesprek").click()
    page.wait_for_url("**/klanten/UT-00043")
    assert "Hoort bij Olena." in page.locator(".timeline").inner_text()
    page.goto(f"{site}/bureau/utrecht/klanten/UT-00042")
    assert "Namen verwisseld" in page.locator(".timeline").inner_text()
    assert said == []


def test_the_privacy_officer_follows_one_person(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Callable[[Somebody], None],
    said: list[str],
) -> None:
    for somebody in (real_cast.anouk, real_cast.bas):
        somebody.browser().get("/bureau/utrecht/klanten/UT-00042")
    sign_in(real_cast.priya)
    page.goto(f"{site}/bureau/utrecht")
    page.get_by_role("link", name="Naar de inzage").click()
    page.get_by_label("Wie").select_option(label="Bas Elferink")
    page.get_by_role("button", name="Toon").click()
    page.wait_for_url("**who=*")
    rows = page.locator("tbody tr").all_inner_texts()
    assert len(rows) == 1
    assert "UT-00042" in rows[0]
    assert "Buiten eigen klanten" in rows[0]
    assert LONG_NAME not in page.content()
    assert said == []
