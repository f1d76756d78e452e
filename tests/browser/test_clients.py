"""Finding, registering and changing somebody as people do it: with keys, on a phone, together."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from clients.models import Client, ClientFile
from tests.cast import Cast, Somebody
from tests.clients.people import BSN, opened, person

LONG = "Maria Wilhelmina Antoinette-Bartholomeüszoon van den Hoogenbergh uit ’s-Hertogenbosch"
Enter = Callable[[Somebody], None]


def session_of(somebody: Somebody, site: str) -> Any:
    """Her session, as the login would have made it."""
    value = somebody.browser().cookies["sessionid"].value
    return {"name": "sessionid", "value": value, "url": site}


@pytest.fixture
def sign_in(page: Page, site: str) -> Enter:
    def enter(somebody: Somebody) -> None:
        page.context.add_cookies([session_of(somebody, site)])

    return enter


@pytest.fixture
def file(real_cast: Cast) -> ClientFile:
    with real_cast.anouk.at_work():
        return opened(real_cast.anouk, person(first_name="Yonas", last_name="Tesfamariam"))


def tab_to(page: Page, selector: str, *, most: int) -> None:
    """Tab, as often as it takes, to a control."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is more than {most} presses of Tab away.")


def test_somebody_new_is_registered_with_the_keyboard_alone(
    page: Page,
    site: str,
    real_cast: Cast,
    sign_in: Enter,
    said: list[str],
    barriers: Callable[[], list[str]],
) -> None:
    sign_in(real_cast.anouk)
    page.goto(f"{site}/bureau/utrecht/klanten")
    page.keyboard.press("/")
    page.keyboard.type("Selam Zwanenveldt 14-5-1994")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Niemand gevonden")
    assert barriers() == []
    tab_to(page, ".empty a", most=24)
    page.keyboard.press("Enter")
    page.wait_for_url("**/klanten/nieuw?*")
    assert page.input_value("[name=last_name]") == "Zwanenveldt"
    assert page.input_value("[name=born]") == "14-5-1994"
    tab_to(page, "[name=contact_by]", most=20)
    page.keyboard.press("ArrowRight")
    tab_to(page, "[name=phone]", most=3)
    page.keyboard.type("06-000 000 41")
    tab_to(page, "form.form button[type=submit]", most=9)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Het dossier is open. Het nummer is UT-00001.")
    assert barriers() == []
    assert said == []
    with real_cast.anouk.at_work():
        client = Client.objects.get(number="UT-00001")
        assert (client.name, client.phone) == ("Selam Zwanenveldt", "0600000041")


def test_a_mistake_takes_one_to_its_field(
    page: Page, site: str, real_cast: Cast, sign_in: Enter, barriers: Callable[[], list[str]]
) -> None:
    sign_in(real_cast.anouk)
    page.goto(f"{site}/bureau/utrecht/klanten/nieuw")
    page.get_by_label("Achternaam").fill(f"Haile {BSN}")
    page.get_by_label("Niet", exact=True).check(force=True)
    page.get_by_role("button", name="Open het dossier").click()
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert barriers() == []
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.name") == "last_name"
    assert page.input_value("[name=last_name]") == f"Haile {BSN}"
    page.get_by_label("In “Achternaam” staat geen burgerservicenummer").check()
    page.get_by_role("button", name="Open het dossier").click()
    page.wait_for_selector("text=Het dossier is open.")


def test_reception_is_shown_who_is_known_already(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Enter,
    said: list[str],
    barriers: Callable[[], list[str]],
) -> None:
    sign_in(real_cast.bram)
    page.goto(f"{site}/bureau/utrecht/klanten/nieuw")
    page.get_by_label("Voornaam").fill("Jonas")
    page.get_by_label("Achternaam").fill("Tesfamaryam")
    page.get_by_label("Geboortedatum").fill("1994")
    page.get_by_label("Niet", exact=True).check(force=True)
    page.get_by_label("Adviseur").select_option(label="Bas Elferink")
    page.get_by_role("button", name="Open het dossier").click()
    page.wait_for_selector("text=Lijkt op iemand die we kennen")
    assert "Yonas Tesfamariam" in page.locator(".panel").inner_text()
    assert barriers() == []
    page.get_by_label("Dit is iemand anders").check()
    page.get_by_role("button", name="Open het dossier").click()
    page.wait_for_url("**/klanten/UT-00002/wie")
    assert page.locator(".tabs").count() == 0
    assert said == []


def test_two_people_at_one_form_lose_nothing(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Enter,
    barriers: Callable[[], list[str]],
) -> None:
    sign_in(real_cast.anouk)
    address = f"{site}/bureau/utrecht/klanten/UT-00001/wijzig"
    page.goto(address)
    colleague = page.context.browser.new_context()
    colleague.add_cookies([session_of(real_cast.bas, site)])
    hers = colleague.new_page()
    hers.goto(address)
    hers.get_by_label("Voornaam").fill("Johannes")
    hers.get_by_label("Telefoon", exact=False).last.fill("06 000 000 99")
    hers.get_by_role("button", name="Sla de gegevens op").click()
    hers.wait_for_selector("text=De gegevens zijn opgeslagen.")
    colleague.close()
    page.get_by_label("Voornaam").fill("Yonatan")
    page.get_by_role("button", name="Sla de gegevens op").click()
    page.wait_for_selector("text=Bas Elferink heeft dit net veranderd.")
    both = page.locator(".conflict").inner_text()
    assert "Johannes" in both
    assert "Yonatan" in both
    assert page.input_value("[name=phone]") == "06 000 000 99"
    assert barriers() == []
    page.get_by_role("button", name="Sla de gegevens op").click()
    page.wait_for_selector("text=De gegevens zijn opgeslagen.")
    with real_cast.anouk.at_work():
        client = Client.objects.get(number="UT-00001")
        assert (client.first_name, client.phone) == ("Yonatan", "0600000099")


def test_a_file_ends_and_begins_again_without_scripts(
    chromium: Browser, site: str, real_cast: Cast, file: ClientFile
) -> None:
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    context.add_cookies([session_of(real_cast.anouk, site)])
    page = context.new_page()
    page.goto(f"{site}/bureau/utrecht/klanten/UT-00001/situatie")
    page.get_by_label("Heeft een uitkering").check(force=True)
    page.get_by_label("Statushouder").check(force=True)
    page.get_by_role("button", name="Sla de situatie op").click()
    assert "De situatie is opgeslagen." in page.content()
    assert page.get_by_label("Gevraagd", exact=True).is_checked()
    page.get_by_role("link", name="Wie", exact=True).click()
    page.get_by_role("link", name="Sluit het dossier").click()
    page.get_by_label("Wat kwam eruit?").select_option(label="Betaald werk gevonden")
    page.get_by_label("Waarom sluit je het dossier?").select_option(label="Werk gevonden")
    page.get_by_role("button", name="Sluit het dossier").click()
    assert "Het dossier is gesloten." in page.content()
    page.get_by_role("link", name="Heropen het dossier").first.click()
    page.get_by_label("Adviseur").select_option(label="Bas Elferink")
    page.get_by_role("button", name="Heropen het dossier").click()
    assert "Het dossier is weer open." in page.content()
    with real_cast.anouk.at_work():
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.situation, after.closed_on) == ("benefit", None)
        assert after.owner_id == real_cast.bas.member.pk
    context.close()


PAGES = [
    ("anouk", "klanten"),
    ("anouk", "klanten?toon=gesloten"),
    ("anouk", "klanten?q=hoogenbergh"),
    ("anouk", "klanten?q=zzzz"),
    ("bram", "klanten"),
    ("bram", "klanten/nieuw"),
    ("bram", "klanten/UT-00002/wie"),
    ("anouk", "klanten/UT-00002/wie"),
    ("anouk", "klanten/UT-00002/wijzig"),
    ("anouk", "klanten/UT-00002/situatie"),
    ("anouk", "klanten/UT-00002/sluiten"),
    ("anouk", "klanten/UT-00002/overdragen"),
    ("anouk", "klanten/UT-00002/heropenen"),
]


def test_every_page_fits_and_is_accessible(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    sign_in: Enter,
    said: list[str],
    flaws: Callable[..., list[str]],
) -> None:
    with real_cast.anouk.at_work():
        email = f"{'lang' * 15}@example.nl"
        opened(
            real_cast.anouk,
            person(first_name="", last_name=LONG, email=email, phone="", contact_by="email"),
        )
    for who, path in PAGES:
        page.context.clear_cookies()
        sign_in(getattr(real_cast, who))
        for language in ("", "/en"):
            assert flaws(f"{site}{language}/bureau/utrecht/{path}") == []
    assert said == []
