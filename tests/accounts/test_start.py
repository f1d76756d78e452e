"""Where somebody lands, and her own profile."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from loketten.accounts.models import Membership, User
from loketten.accounts.rights import NationalRole
from loketten.audit.models import PlatformEntry
from tests import factories
from tests.accounts.doors import main_of
from tests.cast import Cast

PROFILE = "/account/profiel"


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("anouk", "/bureau/utrecht"),
        ("chaima", "/bureau/zwolle"),
        ("dirk", "/landelijk"),
        ("otto", "/landelijk/beheer"),
    ],
)
def test_one_place_of_work_is_where_she_goes(cast: Cast, who: str, where: str) -> None:
    response = getattr(cast, who).browser().get("/account/start")
    assert response["Location"] == where


def test_two_desks_are_a_choice(cast: Cast) -> None:
    page = cast.dina.browser().get("/account/start")
    assert 'href="/bureau/utrecht"' in page.content.decode()
    assert 'href="/bureau/zwolle"' in page.content.decode()


def test_a_desk_and_a_national_role_are_a_choice(cast: Cast) -> None:
    User.objects.filter(pk=cast.anouk.user.pk).update(national_roles=[NationalRole.ANALYST])
    page = cast.anouk.browser().get("/account/start").content.decode()
    assert 'href="/bureau/utrecht"' in page
    assert 'href="/landelijk"' in page


def test_no_place_of_work_says_whom_to_call(cast: Cast) -> None:
    page = cast.eva.browser().get("/account/start")
    assert page.status_code == 200
    assert "Je hebt hier nu geen werkplek" in main_of(page)
    assert cast.utrecht.display_name in main_of(page)
    assert "tel:0300000012" in page.content.decode()
    nobody = Browser()
    nobody.force_login(factories.UserFactory(name="Niemand Hier"))
    assert "Vraag de manager van je loket om een uitnodiging" in main_of(
        nobody.get("/account/start")
    )


def test_who_starts_tomorrow_is_not_in_today(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    Membership.objects.filter(pk=cast.anouk.member.pk).update(starts_on=tomorrow)  # type: ignore[union-attr]
    assert "geen werkplek" in main_of(cast.anouk.browser().get("/account/start"))
    assert cast.anouk.browser().get("/bureau/utrecht").status_code == 404


def test_her_language_is_the_language_of_her_desk_page(cast: Cast) -> None:
    User.objects.filter(pk=cast.anouk.user.pk).update(language="en")
    assert cast.anouk.browser().get("/account/start")["Location"] == "/en/bureau/utrecht"


def test_the_profile_changes_and_leaves_a_row(cast: Cast) -> None:
    browser = cast.anouk.browser()
    form = {"name": "Anouk  de Vermeer", "language": "en", "theme": "dark"}
    assert browser.post(PROFILE, form)["Location"] == "/en/account/profiel"
    user = User.objects.get(pk=cast.anouk.user.pk)
    assert (user.name, user.language, user.theme) == ("Anouk de Vermeer", "en", "dark")
    page = browser.get("/en/account/profiel")
    assert "Your profile has been saved." in main_of(page)
    assert 'data-theme="dark"' in page.content.decode()
    row = PlatformEntry.objects.get(action="account.profile_changed")
    assert row.changed_fields == ["language", "name", "theme"]
    assert (row.actor_id, row.reason) == (user.pk, "")


def test_the_profile_changes_nothing_else(cast: Cast) -> None:
    form = {
        "name": "Anouk Vermeer",
        "language": "nl",
        "theme": "light",
        "email": "dief@example.nl",
        "national_roles": "administrator",
        "is_demo": "1",
        "is_active": "",
        "password": "x",
    }
    browser = cast.anouk.browser()
    before = User.objects.values().get(pk=cast.anouk.user.pk)
    browser.post(PROFILE, form)
    after = User.objects.values().get(pk=cast.anouk.user.pk)
    assert before == after


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "\x00"},
        {"name": "a" * 1_000_000},
        {"language": "fr"},
        {"theme": "roze"},
        {"theme": "\x00"},
    ],
)
def test_a_bad_profile_is_refused_in_words(cast: Cast, changes: dict[str, str]) -> None:
    form = {"name": "Anouk Vermeer", "language": "nl", "theme": "light", **changes}
    response = cast.anouk.browser().post(PROFILE, form)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()


def test_pages_of_the_account_want_somebody_who_is_in(db: None) -> None:
    for path in ("start", "profiel", "wachtwoord", "veilig", "veilig/app", "veilig/herstelcodes"):
        response = Browser().get(f"/account/{path}")
        assert response["Location"] == f"/account/login?next=/account/{path}"


def test_the_way_out_is_open_to_everybody(db: None) -> None:
    for path in ("/account/hulp", "/en/account/hulp"):
        page = Browser().get(path)
        assert page.status_code == 200
        assert "tel:" in page.content.decode()
