"""A manager brings a file in, and takes everything along."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from loketten.audit import outbox
from loketten.audit.models import Outbox
from tests.browser.test_talk import session_of
from tests.cast import Cast
from tests.exchange.files import HEADS, csv, deliver, people

SETTINGS = "bureau/utrecht/instellingen"


def test_a_file_is_brought_in(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
    tmp_path: Path,
) -> None:
    file = tmp_path / "klanten.csv"
    rows = people(2)
    rows[0][1] = "Hottentottententententoonstellingsmaker"
    file.write_bytes(csv(HEADS, *rows, rows[0]))
    page.context.add_cookies([session_of(real_cast.mila, site)])
    page.goto(f"{site}/{SETTINGS}/import-en-export")
    page.get_by_role("link", name="Importeer een bestand").press("Enter")
    page.get_by_label("Het bestand").set_input_files(file)
    page.get_by_role("button", name="Stuur het bestand").press("Enter")
    page.get_by_label("Wie krijgt de rijen").select_option(label="Anouk Vermeer")
    assert barriers() == []
    assert overflow(320) == 0
    page.get_by_role("button", name="Controleer de rijen").press("Enter")
    page.get_by_text("Het begint zo").wait_for()
    deliver(real_cast.mila)
    page.get_by_label("Sla ze over").wait_for()
    assert barriers() == []
    assert overflow(320) == 0
    page.get_by_role("button", name="Importeer de rijen").press("Enter")
    page.get_by_role("heading", name="Wacht op zijn beurt").wait_for()
    stop = page.get_by_role("button", name="Stop deze import")
    stop.focus()
    begins(real_cast, "exchange.bring_in")
    page.get_by_role("heading", name="Wordt geïmporteerd").wait_for()
    assert stop.count() == 0, "rows come in now"
    assert in_hand(page) == "Kijk opnieuw hoe ver het is", "the focus was lost"
    assert page.title().startswith("Wordt geïmporteerd")
    deliver(real_cast.mila)
    page.get_by_text("2 van 3 rijen zijn geïmporteerd.").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    assert spills(page) == [], "a long word covers the next column"
    assert said == []


def test_everything_is_taken_along(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    flaws: Callable[[str], list[str]],
) -> None:
    page.context.add_cookies([session_of(real_cast.mila, site)])
    assert flaws(f"{site}/{SETTINGS}/importeren/uitleg") == []
    page.goto(f"{site}/{SETTINGS}/exporteren")
    page.get_by_label("We stappen over naar een ander systeem").check()
    page.get_by_label("Leg het uit in één zin").fill("We gaan per 1 januari over.")
    page.get_by_role("button", name="Maak het bestand").press("Enter")
    page.get_by_text("Het begint zo").wait_for()
    page.get_by_role("link", name="Kijk opnieuw").focus()
    begins(real_cast, "exchange.make_export")
    page.get_by_text("Tabellen gemaakt").wait_for()
    assert in_hand(page) == "Kijk opnieuw hoe ver het is", "the focus was lost"
    assert page.get_by_role("button", name="Stop").count() == 0, "it is being made now"
    deliver(real_cast.mila)
    link = page.get_by_role("link", name="Download", exact=True)
    link.wait_for()
    assert flaws(f"{site}/{SETTINGS}/import-en-export") == []
    with page.expect_download() as fetched:
        link.click()
    assert fetched.value.suggested_filename.startswith("utrecht-")
    assert said == []


def spills(page: Page) -> list[str]:
    """Links of tables that are wider than their cell."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("tbody a")]
          .filter((one) => one.scrollWidth > one.closest("td, th").clientWidth)
          .map((one) => one.innerText)"""
    )
    return found


def in_hand(page: Page) -> str:
    """What the keyboard would press."""
    found: str = page.evaluate("document.activeElement.innerText")
    return found


def begins(cast: Cast, effect: str) -> None:
    """As the page sees it: a worker took it, and did not end it yet."""
    with cast.mila.at_work():
        Outbox.objects.filter(effect=effect).update(last_error=outbox.DIED)
