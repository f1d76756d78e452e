"""What a counselor writes survives a tunnel, a reload and the end of her sign-in."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect

from advice.models import AdviceSession, TalkDraft
from clients.models import ClientFile
from tests import factories
from tests.browser.test_talk import press_until, session_of
from tests.cast import Cast, Somebody

PATH = "/bureau/utrecht/klanten/UT-00042"
STORED = "JSON.stringify(Object.entries(localStorage))"


@pytest.fixture
def file(real_cast: Cast) -> ClientFile:
    with real_cast.anouk.at_work():
        client = factories.ClientFactory(number="UT-00042", first_name="Yonas", last_name="Tesfay")
        return factories.ClientFileFactory(client=client, owner=real_cast.anouk.member)


@pytest.fixture
def enter(page: Page, site: str) -> Callable[[Somebody], None]:
    def sign_in(somebody: Somebody) -> None:
        page.context.add_cookies([session_of(somebody, site)])

    return sign_in


def test_a_tunnel_a_reload_and_a_new_sign_in(
    page: Page, site: str, real_cast: Cast, file: ClientFile, enter: Callable[[Somebody], None]
) -> None:
    enter(real_cast.anouk)
    page.goto(f"{site}{PATH}")
    summary = page.locator("[name=summary]")
    summary.fill("Voor de tunnel.")
    page.wait_for_selector("text=Concept bewaard om")
    page.reload()
    assert summary.input_value() == "Voor de tunnel."
    # Into the tunnel: the text lies here, unreadable, and the form does not leave.
    page.context.set_offline(True)
    summary.fill("In de tunnel geschreven.")
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_selector("text=Geen internet. Je tekst staat veilig op dit apparaat.")
    assert summary.input_value() == "In de tunnel geschreven."
    kept = page.evaluate(STORED)
    assert "kept:" in kept
    assert not re.search("tunnel|Yonas|UT-00042|utrecht", kept)
    # Out of it, signed out meanwhile; somebody else signs in on this browser.
    enter(real_cast.bas)
    page.context.set_offline(False)
    page.wait_for_selector("text=Hier is iemand anders ingelogd.")
    page.goto(f"{site}{PATH}")
    assert summary.input_value() == ""
    assert len(page.evaluate("Object.keys(localStorage)")) == 1
    assert not re.search("tunnel|Yonas|UT-00042|utrecht", page.evaluate(STORED))
    page.goto(f"{site}{reverse('accounts:profile')}")
    page.get_by_role("button", name="Uitloggen", exact=True).click()
    page.wait_for_url(f"**{reverse('account_login')}**")
    assert len(page.evaluate("Object.keys(localStorage)")) == 1, "not his to throw away"
    # She is back: the text is in the form, on the server, and no longer on the device.
    enter(real_cast.anouk)
    page.goto(f"{site}{PATH}")
    for _ in range(100):  # wait_for_function asks by eval, which our own policy refuses
        if page.evaluate("Object.keys(localStorage)") == []:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert summary.input_value() == "In de tunnel geschreven."
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_selector("text=Het gesprek is opgeslagen.")
    with real_cast.anouk.at_work():
        assert AdviceSession.objects.get(file=file).summary == "In de tunnel geschreven."
        assert not TalkDraft.objects.exists()


def test_an_expired_sign_in_loses_nothing_and_goes_on_after_a_new_one(
    page: Page, site: str, real_cast: Cast, file: ClientFile, enter: Callable[[Somebody], None]
) -> None:
    enter(real_cast.anouk)
    page.goto(f"{site}{PATH}/gesprek")
    page.context.clear_cookies()
    page.locator("[name=summary]").fill("Na de pauze.")
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_selector("text=Je bent uitgelogd. Je tekst staat veilig op dit apparaat.")
    # In another tab she signs in again; this page gets a new token by itself.
    enter(real_cast.anouk)
    page.get_by_role("button", name="Sla gesprek op").click()
    page.wait_for_selector("text=Het gesprek is opgeslagen.")
    assert page.evaluate("localStorage.length") == 0


def test_signing_out_says_what_is_not_saved_and_wipes_it(
    page: Page, site: str, real_cast: Cast, file: ClientFile, enter: Callable[[Somebody], None]
) -> None:
    enter(real_cast.anouk)
    page.goto(f"{site}{PATH}")
    page.context.set_offline(True)
    page.locator("[name=summary]").fill("Nog niet opgeslagen.")
    page.wait_for_selector("text=Geen internet. Je tekst staat veilig op dit apparaat.")
    # Nothing sends the text on the way to the next page.
    page.evaluate("() => { window.fetch = () => Promise.reject(); }")
    page.context.set_offline(False)
    page.goto(f"{site}{reverse('accounts:profile')}")
    page.get_by_role("button", name="Uitloggen", exact=True).click()
    page.wait_for_selector("text=Ze staan alleen op dit apparaat.")
    assert "Yonas Tesfay" in page.locator("[data-unsaved]").inner_text()
    page.get_by_role("button", name="Uitloggen", exact=True).click()
    page.wait_for_url(f"**{reverse('account_login')}**")
    assert page.evaluate("localStorage.length") == 0


def test_the_form_leaves_after_the_last_draft_has_arrived(
    page: Page, site: str, real_cast: Cast, file: ClientFile, enter: Callable[[Somebody], None]
) -> None:
    held: list[Route] = []
    sent: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/concept", hold)
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else 0)
    enter(real_cast.anouk)
    page.goto(f"{site}{PATH}/gesprek")
    summary = page.locator("[name=summary]")
    with page.expect_request("**/concept"):
        summary.fill("Eerst dit.")
        summary.blur()
    # While that one is under way, one draft waits because a field was left, one for the form.
    summary.fill("Eerst dit, dan dat.")
    summary.blur()
    with page.expect_request(lambda request: len(sent) > 1):
        page.get_by_role("button", name="Sla gesprek op").click()
        held[0].continue_()
    assert sent[1].endswith("/concept")
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    assert len(sent) == 2
    held[1].continue_()
    page.wait_for_selector("text=Het gesprek is opgeslagen.")
    with real_cast.anouk.at_work():
        assert AdviceSession.objects.get(file=file).summary == "Eerst dit, dan dat."
        assert not TalkDraft.objects.exists()


def test_two_windows_of_one_person_choose_which_text_is_kept(
    page: Page, site: str, real_cast: Cast, file: ClientFile, enter: Callable[[Somebody], None]
) -> None:
    enter(real_cast.anouk)
    page.goto(f"{site}{PATH}")
    other = page.context.new_page()
    other.goto(f"{site}{PATH}")
    page.locator("[name=summary]").fill("Uit het eerste venster.")
    page.wait_for_selector("[data-say=saved]:not([hidden])")
    other.locator("[name=summary]").fill("Uit het tweede venster.")
    other.wait_for_selector("text=Je schreef in een ander venster verder")
    other.get_by_role("button", name="Ga verder met de tekst in dit venster").click()
    other.wait_for_selector("[data-say=saved]:not([hidden])")
    with real_cast.anouk.at_work():
        assert TalkDraft.objects.get().content["summary"] == "Uit het tweede venster."


def test_from_any_page_with_keys_alone_and_a_template(
    page: Page, site: str, real_cast: Cast, file: ClientFile, enter: Callable[[Somebody], None]
) -> None:
    with real_cast.anouk.at_work():
        factories.TalkTemplateFactory(
            owner=real_cast.anouk.member, name="Telefoontje", summary="Vraag: bbl."
        )
    enter(real_cast.anouk)
    page.goto(f"{site}/bureau/utrecht")
    page.keyboard.press("g")
    page.wait_for_url("**/gesprek")
    # Chromium grants an `autofocus` with its first frame, after the page has loaded.
    expect(page.locator("main [name=q]")).to_be_focused()
    page.keyboard.type("ut42")
    page.keyboard.press("Enter")
    page.wait_for_url("**/klanten/UT-00042/gesprek")
    expect(page.locator("[name=channel]:checked")).to_be_focused()
    page.keyboard.press("1")
    assert page.evaluate("document.activeElement.name") == "summary"
    page.keyboard.press("Control+End")
    page.keyboard.type(" 1 g")
    press_until(page, "form.form button[type=submit]", most=8)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Het gesprek is opgeslagen.")
    with real_cast.anouk.at_work():
        talk = AdviceSession.objects.get(file=file)
        assert (talk.summary, talk.kind_id) == ("Vraag: bbl. 1 g", "kind.intake")


def test_the_new_pages_fit_and_are_accessible(
    page: Page,
    site: str,
    real_cast: Cast,
    file: ClientFile,
    enter: Callable[[Somebody], None],
    said: list[str],
    flaws: Callable[[str], list[str]],
) -> None:
    with real_cast.anouk.at_work():
        plan = factories.PlannedTalkFactory(
            file=file, counselor=real_cast.anouk.member, remark="Lang" * 50
        )
        factories.TalkTemplateFactory(owner=real_cast.anouk.member, name="Naam" * 10)
        TalkDraft.objects.create(
            file=file, author=real_cast.anouk.member, content={"summary": "Begonnen."}
        )
    enter(real_cast.anouk)
    for path in (
        "/bureau/utrecht",
        PATH,
        "/bureau/utrecht/gesprek?q=yonas",
        "/bureau/utrecht/mijn-dossiers",
        "/bureau/utrecht/agenda",
        f"{PATH}/afspraak",
        f"/bureau/utrecht/afspraken/{plan.public_id}/niet-gekomen",
        "/bureau/utrecht/sjablonen",
        "/bureau/utrecht/sjablonen/nieuw",
    ):
        assert flaws(f"{site}{path}") == []
    assert said == []


def test_without_scripts_a_template_is_a_link(
    chromium: Browser, site: str, real_cast: Cast, file: ClientFile
) -> None:
    with real_cast.anouk.at_work():
        factories.TalkTemplateFactory(owner=real_cast.anouk.member, name="Telefoontje")
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([session_of(real_cast.anouk, site)])
    page = context.new_page()
    page.goto(f"{site}{PATH}/gesprek")
    page.get_by_role("link", name="Telefoontje").click()
    assert "We bekeken" in page.locator("[name=summary]").input_value()
    context.close()
