"""Other programs are let in: a key for a system, and a counselor's own calendar."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.test_clients import session_of
from tests.cast import Cast


def test_a_key_is_shown_once_works_and_ends(
    page: Page, site: str, real_cast: Cast, said: list[str], barriers: Callable[[], list[str]]
) -> None:
    page.context.add_cookies([session_of(real_cast.mila, site)])
    page.goto(f"{site}/bureau/utrecht/instellingen")
    page.get_by_role("link", name="Sleutels van systemen").click()
    page.get_by_role("link", name="Een sleutel maken").click()
    page.get_by_label("Voor welk systeem is hij?").fill("Klantsysteem")
    page.get_by_label("Klanten lezen").check()
    assert barriers() == []
    page.get_by_role("button", name="Sleutel maken").click()
    secret = page.locator("code.secret").inner_text()
    assert barriers() == []
    assert _asked(page, site, secret)["desk"] == "utrecht"
    page.get_by_role("link", name="Ik heb hem gekopieerd").click()
    expect(page.locator("code.secret")).to_have_count(0)
    page.get_by_role("link", name="Vervangen").click()
    page.get_by_label("Die stopt meteen").check()
    page.get_by_role("button", name="Nieuwe sleutel maken").click()
    newer = page.locator("code.secret").inner_text()
    assert _asked(page, site, secret)["status"] == 401
    assert _asked(page, site, newer)["desk"] == "utrecht"
    page.get_by_role("link", name="Ik heb hem gekopieerd").click()
    page.get_by_role("link", name="Beëindigen").click()
    page.get_by_role("button", name="Sleutel beëindigen").click()
    expect(page.get_by_text("Beëindigde sleutels")).to_be_visible()
    assert _asked(page, site, newer)["status"] == 401

    page.context.add_cookies([session_of(real_cast.anouk, site)])
    page.goto(f"{site}/bureau/utrecht/agenda")
    page.get_by_role("link", name="In je eigen agenda").click()
    page.get_by_role("button", name="Link maken").click()
    assert barriers() == []
    path = re.sub(r"^https?://[^/]+", "", page.locator("code.secret").inner_text())
    assert "BEGIN:VCALENDAR" in page.context.request.get(site + path).text()
    page.goto(f"{site}/ontwikkelaars")
    assert barriers() == []
    assert said == []


def _asked(page: Page, site: str, secret: str) -> dict[str, object]:
    headers = {"Authorization": f"Bearer {secret}"}
    answer = page.context.request.get(f"{site}/api/v1/desk", headers=headers)
    found: dict[str, object] = json.loads(answer.text())
    return found
