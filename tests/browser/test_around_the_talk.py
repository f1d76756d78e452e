"""What stands around a talk: a group, a colleague who is away, and who looks too often."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from advice.models import GroupTalk, NextStep
from loketten.audit.models import Entry
from portal.workplace.models import WeekReview
from tests import factories
from tests.browser.test_talk import session_of
from tests.cast import Cast
from tests.workplace.test_review import look


def test_a_group_is_logged_and_stands_in_the_file_of_who_took_part(
    page: Page, site: str, real_cast: Cast, said: list[str], barriers: Callable[[], list[str]]
) -> None:
    client = real_cast.files["utrecht"].client
    page.context.add_cookies([session_of(real_cast.anouk, site)])
    page.goto(f"{site}/bureau/utrecht")
    page.keyboard.press("c")
    page.wait_for_url("**/contacten")
    expect(page.locator("[name=channel]:checked")).to_be_focused()
    page.goto(f"{site}/bureau/utrecht/groepen/nieuw")
    page.get_by_label("Titel").fill("Klas 4B, wat is bbl?")
    page.get_by_label("Waarover").select_option(index=1)
    page.get_by_label("Hoeveel mensen waren er?").fill("24")
    page.get_by_label("Samenvatting").fill("Wat een leerbaan is.")
    page.get_by_role("button", name="Sla groep op").press("Enter")
    page.get_by_label("Naam of klantnummer").fill(client.last_name)
    page.keyboard.press("Enter")
    page.locator(f"[name=add][value='{client.number}']").press("Enter")
    expect(page.get_by_role("link", name=client.name)).to_be_visible()
    assert barriers() == []
    page.get_by_role("link", name=client.name).click()
    expect(page.locator(".timeline")).to_contain_text("Klas 4B, wat is bbl?")
    assert said == []
    with real_cast.anouk.at_work():
        assert GroupTalk.objects.get().head_count == 24


def test_a_step_goes_to_a_colleague_and_on_to_who_stands_in_for_her(
    page: Page, site: str, real_cast: Cast, said: list[str], barriers: Callable[[], list[str]]
) -> None:
    number = real_cast.files["utrecht"].client.number
    page.context.add_cookies([session_of(real_cast.anouk, site)])
    page.goto(f"{site}/bureau/utrecht/klanten/{number}/gesprek")
    expect(page.locator("[name=channel]:checked")).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.type("Kort gebeld.")
    page.get_by_label("Volgende stap").fill("Taalhuis bellen")
    page.get_by_label("Wie doet het?").select_option(label="Bas Elferink")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Het gesprek is opgeslagen.")
    expect(page.locator(".timeline")).to_contain_text("Taalhuis bellen Bas Elferink")
    page.context.add_cookies([session_of(real_cast.bas, site)])
    page.goto(f"{site}/bureau/utrecht/vervanging")
    last_day = timezone.localdate() + timedelta(days=9)
    page.get_by_label("Wie vervangt?").select_option(label="Anouk Vermeer")
    page.get_by_label("Eerste dag").fill(timezone.localdate().isoformat())
    page.get_by_label("Laatste dag").fill(last_day.isoformat())
    page.get_by_role("button", name="Sla vervanging op").click()
    expect(page.get_by_text("Anouk Vermeer voor Bas Elferink")).to_be_visible()
    assert barriers() == []
    with real_cast.anouk.at_work():
        NextStep.objects.filter(what="Taalhuis bellen").update(due_on=timezone.localdate())
    page.context.add_cookies([session_of(real_cast.anouk, site)])
    page.goto(f"{site}/bureau/utrecht")
    expect(page.get_by_role("heading", name="Voor Bas Elferink")).to_be_visible()
    page.locator(".todo__row", has_text="Taalhuis bellen").get_by_role("button").click()
    page.wait_for_selector("text=De stap is klaar.")
    assert said == []


def test_opening_many_files_asks_why_and_the_week_is_signed_off(
    page: Page,
    site: str,
    real_cast: Cast,
    settings: Any,
    said: list[str],
    barriers: Callable[[], list[str]],
) -> None:
    settings.FILES_AN_HOUR_ASK = 1
    with real_cast.anouk.at_work():
        other = factories.ClientFileFactory(owner=real_cast.anouk.member)
    address = f"{site}/bureau/utrecht/klanten"
    page.context.add_cookies([session_of(real_cast.anouk, site)])
    page.goto(f"{address}/{real_cast.files['utrecht'].client.number}")
    page.goto(f"{address}/{other.client.number}")
    page.wait_for_url("**/reden?**")
    assert barriers() == []
    page.get_by_role("textbox", name="Waarom").fill("Ik maak de kwartaalcijfers.")
    page.get_by_role("button", name="Open dossier").press("Enter")
    page.wait_for_url(f"**/klanten/{other.client.number}")
    look(real_cast.bas, real_cast.files["utrecht"], outside=True)
    page.context.add_cookies([session_of(real_cast.priya, site)])
    page.goto(f"{site}/bureau/utrecht")
    page.get_by_role("link", name="Lees week").first.click()
    page.get_by_role("button", name="De rest is goed").click()
    assert barriers() == []
    page.get_by_role("button", name="Teken de week af").click()
    expect(page.get_by_text("tekende deze week af").first).to_be_visible()
    assert said == []
    with real_cast.priya.at_work():
        assert WeekReview.objects.get().signed_by == real_cast.priya.member
        assert Entry.objects.filter(action="watch.explained").exists()
