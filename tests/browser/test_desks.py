"""A platform administrator opens a desk, invites its manager and renames it: keys alone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from loketten.accounts.models import Invitation
from loketten.tenancy.models import Desk
from tests.browser.test_talk import press_until, session_of
from tests.cast import Cast


def test_a_desk_is_opened_gets_a_manager_and_another_name(
    page: Page,
    site: str,
    real_cast: Cast,
    said: list[str],
    barriers: Callable[[], list[str]],
    overflow: Callable[[int], int],
) -> None:
    page.context.add_cookies([session_of(real_cast.otto, site)])
    page.goto(f"{site}/landelijk/beheer")
    assert barriers() == []
    press_until(page, "[href$='/loket-openen']", most=20)
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=region]")
    press_until(page, "[name=region]", most=20)
    page.keyboard.type("Twente")
    for name, text in (
        ("display_name", "Werkcentrum Twente"),
        ("slug", "twente"),
        ("number_prefix", "TW"),
    ):
        press_until(page, f"[name={name}]", most=3)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Nodig nu de eerste manager uit")
    assert barriers() == []
    press_until(page, "[href$='/uitnodigen']", most=20)
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=organisation]")
    for name, text in (
        ("name", "Nora Timmer"),
        ("email", "nora@example.nl"),
        ("organisation", "UWV"),
    ):
        press_until(page, f"[name={name}]", most=20)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("onderweg naar nora@example.nl")
    assert Invitation.objects.get().desk == Desk.objects.get(slug="twente")

    page.goto(f"{site}/landelijk/beheer/loket/twente/naam")
    press_until(page, "[name=slug]", most=20)
    page.keyboard.press("Control+a")
    page.keyboard.type("overijssel-oost")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("nieuwe naam")
    assert barriers() == []
    assert [overflow(width) for width in (320, 390, 1280)] == [0, 0, 0]
    page.goto(f"{site}/loket/twente")
    expect(page).to_have_url(f"{site}/loket/overijssel-oost")
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkcentrum Twente")
    assert said == []
