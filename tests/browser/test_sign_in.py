"""Getting in: with the keyboard, an app, a passkey, and out again."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Browser, Page, expect

from loketten.accounts.models import User
from tests.accounts.doors import PASSWORD, app_of, code_of
from tests.cast import Cast

PAGES = [
    "/account/login",
    "/en/account/login",
    "/account/login?next=/bureau/utrecht",
    "/account/wachtwoord-vergeten",
    "/account/wachtwoord-vergeten/verstuurd",
    "/account/wachtwoord-vergeten/1-x",
    "/account/wachtwoord-vergeten/klaar",
    "/account/hulp",
    "/en/account/hulp",
    "/account/gesloten",
]


@pytest.fixture
def femke(real_cast: Cast) -> User:
    """A counselor who has a password and no second factor."""
    user = real_cast.femke.user
    user.set_password(PASSWORD)
    user.save()
    return user


def _sign_in(page: Page, site: str, user: User, path: str = "/account/login") -> None:
    page.goto(site + path)
    page.get_by_label("Je e-mailadres").fill(user.email)
    page.get_by_label("Je wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def test_no_page_at_the_door_has_a_barrier_and_all_fit(
    page: Page, site: str, said: list[str], flaws: Callable[[str], list[str]]
) -> None:
    for path in PAGES:
        assert flaws(site + path) == []
    assert said == []


def test_a_mistake_is_said_at_the_top_and_at_the_field(
    page: Page, site: str, femke: User, barriers: Callable[[], list[str]]
) -> None:
    page.goto(f"{site}/account/login")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_count(2)
    assert barriers() == []
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Je e-mailadres")).to_be_focused()


def test_the_first_time_ends_with_an_app_and_codes_and_the_page_that_was_asked(
    page: Page,
    site: str,
    femke: User,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    page.goto(f"{site}/bureau/utrecht/klanten")
    page.keyboard.press("Tab")  # the skip link
    expect(page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()
    page.get_by_label("Je e-mailadres").focus()
    page.keyboard.type(femke.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Nog één stap: maak je account veilig"
    )
    assert barriers() == []
    assert [overflow(width) for width in (320, 390, 1280)] == [0, 0, 0]
    page.get_by_role("link", name="Stel een app in").click()
    picture = page.get_by_role("img", name="QR-code")
    assert picture.evaluate("image => image.naturalWidth") > 100
    assert barriers() == []
    assert [overflow(width) for width in (320, 390, 1280)] == [0, 0, 0]
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Code van zes cijfers").fill(code_of(secret))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar deze herstelcodes")
    expect(page.locator("[data-codes] li")).to_have_count(10)
    expect(page.get_by_role("button", name="Print de codes")).to_be_visible()
    assert barriers() == []
    assert [overflow(width) for width in (320, 390, 1280)] == [0, 0, 0]
    first_code = page.locator("[data-codes] li").first.inner_text()
    page.get_by_role("link", name="Ik heb ze bewaard, ga verder").click()
    expect(page).to_have_url(f"{site}/bureau/utrecht/klanten")

    page.goto(f"{site}/account/veilig/herstelcodes")
    expect(page.get_by_text("Je hebt nog 10 codes.")).to_be_visible()
    assert first_code not in page.content()
    assert said == []


def test_the_second_time_asks_for_a_code_and_signing_out_closes_the_door(
    page: Page, site: str, femke: User, barriers: Callable[[], list[str]]
) -> None:
    secret = app_of(femke)
    _sign_in(page, site, femke)
    expect(page.get_by_role("heading", level=1)).to_have_text("Je tweede stap")
    assert barriers() == []
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("alert")).to_contain_text("Deze code klopt niet")
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Ga verder").click()
    expect(page).to_have_url(f"{site}/bureau/utrecht")

    page.get_by_role("link", name=femke.name).click()
    page.get_by_role("link", name="Uitloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wil je uitloggen?")
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_text("Je bent uitgelogd.")).to_be_visible()
    page.go_back()
    page.goto(f"{site}/bureau/utrecht")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen")


def _key(page: Page) -> Any:
    """A phone that answers with a finger, without a finger."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, added["authenticatorId"]


def test_a_passkey_is_made_and_then_opens_the_door_alone(
    page: Page, site: str, femke: User, said: list[str], barriers: Callable[[], list[str]]
) -> None:
    tools, authenticator = _key(page)
    _sign_in(page, site, femke)
    page.get_by_role("link", name="Voeg een passkey toe").click()
    assert barriers() == []
    page.get_by_label("Naam van deze passkey").fill("Mijn telefoon")
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar deze herstelcodes")
    page.get_by_role("link", name="Ik heb ze bewaard, ga verder").click()
    page.goto(f"{site}/account/veilig")
    expect(page.get_by_text("Mijn telefoon", exact=True)).to_be_visible()
    assert barriers() == []

    page.context.clear_cookies()
    page.goto(f"{site}/account/login?next=/account/profiel")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page).to_have_url(f"{site}/account/profiel")
    expect(page.get_by_text(femke.email)).to_be_visible()

    # As a second step after the password it works too.
    page.context.clear_cookies()
    _sign_in(page, site, femke)
    page.get_by_role("button", name="Gebruik je passkey").click()
    expect(page).to_have_url(f"{site}/bureau/utrecht")
    assert said == []

    # A key that says no leaves the page as it is, with words.
    tools.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    page.context.clear_cookies()
    page.goto(f"{site}/account/login")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Het lukte niet met de passkey")


def test_without_scripts_everything_but_passkeys_works(
    chromium: Browser, site: str, femke: User
) -> None:
    secret = app_of(femke)
    context = chromium.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    _sign_in(page, site, femke)
    expect(page.get_by_role("button", name="Gebruik je passkey")).to_have_count(0)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Ga verder").click()
    expect(page).to_have_url(f"{site}/bureau/utrecht")
    context.close()


def test_the_account_pages_have_no_barrier_and_fit(
    page: Page,
    site: str,
    femke: User,
    said: list[str],
    flaws: Callable[[str], list[str]],
) -> None:
    secret = app_of(femke)
    femke.name = "Wilhelmina Alexandra van Oranje-Nassau tot Amsberg-Buitenveldert"
    femke.theme = "dark"
    femke.save()
    _sign_in(page, site, femke)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Ga verder").click()
    expect(page).to_have_url(f"{site}/bureau/utrecht")
    Authenticator.objects.create(
        user=femke, type="webauthn", data={"name": "Een heel lange naam van een sleutel " * 2}
    )
    for path in (
        "/account/profiel",
        "/en/account/profiel",
        "/account/wachtwoord",
        "/account/veilig",
        "/account/veilig/app/weg",
        "/account/veilig/herstelcodes/nieuw",
        "/account/logout",
    ):
        assert flaws(site + path) == []
    assert said == []
