"""A manager's work: a colleague invited, let in and let go; the desk in order."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.test import Client
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from loketten.accounts.models import Membership, User
from tests import factories
from tests.accounts.doors import PASSWORD, code_of, deliver, link_in
from tests.cast import Cast, Somebody

LONG = "Wilhelmina-Alexandrina van den Oudenburgerwaterschapsheuvel"


def _enter(page: Page, site: str, somebody: Somebody) -> None:
    client = Client()
    client.force_login(somebody.user)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])


def test_a_colleague_is_invited_comes_in_and_is_let_go(
    page: Page,
    chromium: Browser,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
) -> None:
    _enter(page, site, real_cast.mila)
    page.goto(f"{site}/bureau/utrecht/team")
    page.get_by_role("link", name="Nodig iemand uit").click()
    page.get_by_label("Naam", exact=True).fill("Nora Timmer")
    page.get_by_label("E-mailadres van het werk").fill("nora@example.nl")
    page.get_by_label("Adviseur").check()
    page.get_by_label("Werkgever").fill("UWV")
    assert barriers() == []
    page.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(page.get_by_role("status")).to_contain_text("onderweg naar nora@example.nl")
    expect(page.get_by_role("heading", name="Uitgenodigd, nog niet hier")).to_be_visible()
    assert barriers() == []

    (message,) = deliver()
    hers = chromium.new_context(locale="nl-NL").new_page()
    hers.goto(site + link_in(message))
    expect(hers.get_by_text("Mila de Wit nodigt je uit")).to_be_visible()
    hers.get_by_label("Kies een wachtwoord").fill("kort")
    hers.get_by_role("button", name="Maak het account").click()
    expect(hers.get_by_role("alert")).to_contain_text("te kort")
    hers.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    hers.get_by_role("button", name="Maak het account").click()
    hers.get_by_role("link", name="Stel een app in").click()
    secret = hers.locator("code.secret").inner_text().replace(" ", "")
    hers.get_by_label("Code van zes cijfers").fill(code_of(secret))
    hers.get_by_role("button", name="Sla de app op").click()
    hers.get_by_role("link", name="Ik heb ze bewaard, ga verder").click()
    expect(hers).to_have_url(f"{site}/bureau/utrecht")

    page.goto(f"{site}/bureau/utrecht/team")
    row = page.get_by_role("row", name="Nora Timmer")
    expect(row).to_contain_text("Adviseur")
    row.get_by_role("link", name="Wijzig Nora Timmer").click()
    page.get_by_label("Receptie").check()
    page.get_by_role("button", name="Sla de wijzigingen op").click()
    expect(page.get_by_role("row", name="Nora Timmer")).to_contain_text("Receptie, Adviseur")
    page.get_by_role("link", name="Wijzig Nora Timmer").click()
    page.get_by_role("link", name="Beëindig het werk van Nora Timmer hier").click()
    assert barriers() == []
    page.get_by_role("button", name="Beëindig het werk hier").click()
    expect(page.get_by_role("heading", name="Werkte hier")).to_be_visible()
    hers.goto(f"{site}/bureau/utrecht/klanten")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")
    hers.goto(f"{site}/account/start")
    expect(hers.get_by_role("heading", level=1)).to_have_text("Je hebt hier nu geen werkplek")
    hers.context.close()
    assert said == []


def test_the_desk_is_put_in_order(
    page: Page, site: str, real_cast: Cast, said: list[str], tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (300, 200), "#1b7f5c").save(logo)
    _enter(page, site, real_cast.mila)
    page.goto(f"{site}/bureau/utrecht/instellingen")
    page.get_by_label("Naam van het loket").fill("Werkcentrum Midden")
    page.get_by_role("button", name="Sla de wijzigingen op").click()
    page.get_by_role("link", name="Kleur en logo").click()
    page.get_by_label("Onze eigen kleur").check()
    page.get_by_label("Kies je kleur").fill("#1b7f5c")
    page.get_by_role("button", name="Sla de kleur op").click()
    expect(page.get_by_text("De kleur is opgeslagen.")).to_be_visible()
    page.get_by_label("Logo").set_input_files(logo)
    page.get_by_role("button", name="Sla het logo op").click()
    shown = page.get_by_role("img", name="Het logo van nu")
    assert shown.evaluate("image => image.naturalHeight") == 96
    page.get_by_role("link", name="Plekken").click()
    page.get_by_role("link", name="Voeg een plek toe").click()
    for label, text in (
        ("Naam van de plek", "Bibliotheek"),
        ("Straat en huisnummer", "Plein 1"),
        ("Postcode", "3511ab"),
        ("Plaats", "Utrecht"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Sla de plek op").click()
    expect(page.get_by_text("Plein 1, 3511 AB Utrecht")).to_be_visible()
    page.get_by_role("link", name="Openingstijden").click()
    monday = page.get_by_role("group", name="maandag")
    monday.get_by_label("van").first.fill("09:00")
    monday.get_by_label("tot").first.fill("12:30")
    monday.get_by_label("zonder afspraak").first.check()
    page.get_by_role("button", name="Sla de openingstijden op").click()
    page.get_by_role("link", name="Gesloten dagen").click()
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    page.get_by_label("Eerste dag").fill(day)
    page.get_by_label("Laatste dag").fill(day)
    page.get_by_label("Waarom").fill("Studiedag")
    page.get_by_role("button", name="Sla de gesloten dagen op").click()
    expect(page.get_by_text("Studiedag")).to_be_visible()

    page.goto(f"{site}/loket/utrecht")
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkcentrum Midden")
    for words in ("Plein 1", "Studiedag"):
        expect(page.get_by_text(words).first).to_be_visible()
    assert said == []


STAFF_PAGES = {
    "mila": (
        "/bureau/utrecht/team",
        "/en/bureau/utrecht/team",
        "/bureau/utrecht/team/uitnodigen",
        "/bureau/utrecht/team/{anouk}",
        "/bureau/utrecht/team/{anouk}/beeindigen",
        "/bureau/utrecht/instellingen",
        "/bureau/utrecht/instellingen/uiterlijk",
        "/en/bureau/utrecht/instellingen/uiterlijk",
        "/bureau/utrecht/instellingen/plekken",
        "/bureau/utrecht/instellingen/plekken/nieuw",
        "/bureau/utrecht/instellingen/openingstijden",
        "/bureau/utrecht/instellingen/gesloten",
    ),
    "dina": ("/account/start",),
    "eva": ("/account/start",),
    "dirk": ("/landelijk",),
    "otto": (
        "/landelijk/beheer",
        "/en/landelijk/beheer",
        "/landelijk/beheer/mensen/uitnodigen",
        "/landelijk/beheer/loket/zwolle/uitnodigen",
        "/landelijk/beheer/tweede-stap",
        "/landelijk/beheer/mensen/{dirk}/analyst/beeindigen",
    ),
}


def test_no_page_has_a_barrier_and_all_fit_long_names(
    page: Page, site: str, real_cast: Cast, said: list[str], flaws: Callable[[str], list[str]]
) -> None:
    User.objects.filter(pk__in=[real_cast.anouk.user.pk, real_cast.dirk.user.pk]).update(name=LONG)
    Membership.objects.filter(desk=real_cast.utrecht).update(
        roles=["reception", "counselor", "manager", "privacy"],
        organisation=factories.OrganisationFactory(name=f"Gemeente {LONG}"),
    )
    assert real_cast.anouk.member is not None
    keys = {"anouk": real_cast.anouk.member.pk, "dirk": real_cast.dirk.user.pk}
    for who, paths in STAFF_PAGES.items():
        page.context.clear_cookies()
        _enter(page, site, getattr(real_cast, who))
        for path in paths:
            assert flaws(site + path.format(**keys)) == []
    assert said == []
