"""Laying a plank with the keyboard, from the sentence above the bridge."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Page

from apprenticeships.models import WorkExperience
from loketten.ui.templatetags.dates import day
from tests.browser.test_clients import session_of, tab_to
from tests.cast import Cast
from tests.places import make_employer


def test_a_trial_placement_is_laid_on_the_bridge_with_the_keyboard(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    with real_cast.anouk.at_work():
        make_employer(real_cast.anouk.member)
    page.context.add_cookies([session_of(real_cast.anouk, site)])
    number = real_cast.files["utrecht"].client.number
    page.goto(f"{site}/bureau/utrecht/klanten/{number}")
    page.locator(".bridge__head a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/brug/experience")
    assert barriers() == []
    page.locator("[name=employer]").focus()
    page.keyboard.press("ArrowDown")
    tab_to(page, "form.form button[type=submit]", most=12)
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary")
    assert barriers() == []
    first = timezone.localdate() + timedelta(days=12)
    page.fill("[name=from_on]", first.isoformat())
    page.locator("form.form button[type=submit]").focus()
    page.keyboard.press("Enter")
    with override("nl"):
        page.wait_for_selector(f"text=Meeloopdag {day(first)}")
    assert barriers() == []
    assert max(overflow(width) for width in (320, 390, 1280)) <= 0
    assert said == []
    with real_cast.anouk.at_work():
        assert WorkExperience.objects.get().employer.name == "Bouwbedrijf De Eik"
