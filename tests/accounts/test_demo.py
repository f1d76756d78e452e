"""The demo: easier to get in, impossible elsewhere, and it says so."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from loketten.accounts.models import User
from tests.accounts.doors import PASSWORD, deliver, main_of, sign_in, somebody
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("contexts")

BANNER = "Alle mensen en dossiers zijn verzonnen"


@pytest.fixture
def player(db: None) -> User:
    return somebody(is_demo=True)


def test_in_the_demo_its_cast_needs_no_second_factor(player: User, settings: Any) -> None:
    settings.DEMO = True
    browser = Browser()
    sign_in(browser, player)
    assert browser.get("/account/profiel").status_code == 200


def test_outside_the_demo_its_cast_gets_nowhere(player: User, settings: Any) -> None:
    settings.DEMO = False
    browser = Browser()
    sign_in(browser, player)
    assert browser.get("/account/profiel")["Location"].startswith("/account/veilig")


def test_in_the_demo_everybody_else_still_needs_one(db: None, settings: Any) -> None:
    settings.DEMO = True
    browser = Browser()
    sign_in(browser, somebody())
    assert browser.get("/account/profiel")["Location"].startswith("/account/veilig")


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/account/login", "/bureau/utrecht", "/landelijk", "/bestaat-niet"]
)
def test_every_page_of_the_demo_says_so(cast: Cast, settings: Any, path: str) -> None:
    browser = {"/bureau/utrecht": cast.anouk, "/landelijk": cast.dirk}.get(path)
    for demo in (True, False):
        settings.DEMO = demo
        page = (browser.browser() if browser else Browser()).get(path).content.decode()
        assert ("demo-banner" in page) is demo
    settings.DEMO = True
    assert BANNER in Browser().get("/account/login").content.decode()


def test_the_mails_of_the_demo_can_be_read(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.DEMO_MAIL_DIR = True, str(tmp_path)
    empty = Browser().get("/demo/mail")
    assert "Nog geen mails" in main_of(empty)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    for number in range(3):
        form = {
            "name": "Nora",
            "email": f"nora{number}@example.nl",
            "roles": ["counselor"],
            "organisation": "UWV",
        }
        cast.mila.browser().post("/bureau/utrecht/team/uitnodigen", form)
        deliver()
    page = Browser().get("/demo/mail")
    assert main_of(page).count("Je uitnodiging voor het portaal") == 3
    mails = page.context["mails"]
    assert all(one.sent_at.tzinfo for one in mails), "without a zone it is shown as it was written"
    one = Browser().get(f"/demo/mail/{mails[0].mark}")
    assert "/account/uitnodiging/" in one.content.decode()
    assert "----" not in main_of(one)
    assert Browser().get("/demo/mail/bestaat-niet").status_code == 404


def test_outside_the_demo_there_is_no_such_mailbox(db: None, settings: Any) -> None:
    settings.DEMO = False
    assert Browser().get("/demo/mail").status_code == 404
    assert Browser().get("/demo/mail/x").status_code == 404


def test_a_password_is_asked_in_the_demo_too(player: User, settings: Any) -> None:
    settings.DEMO = True
    browser = Browser()
    sign_in(browser, player, f"niet {PASSWORD}")
    assert browser.get("/account/profiel")["Location"].startswith("/account/login")
