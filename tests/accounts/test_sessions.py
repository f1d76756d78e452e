"""How long somebody stays in, and how she gets out."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser
from time_machine import travel

from loketten.accounts.models import Membership, Token
from loketten.accounts.models.invitation import TokenKind
from loketten.accounts.rights import Right, Role, rights_of
from loketten.accounts.tasks import forget_expired
from tests.accounts.doors import app_of, sign_in, somebody
from tests.cast import Cast

MORNING = "2026-11-23T08:00:00+01:00"


def _in(browser: Browser) -> bool:
    return browser.get("/account/profiel").status_code == 200


@pytest.fixture
def nora(db: None) -> Browser:
    """Her browser, in which she signed in at eight."""
    browser = Browser()
    with travel(MORNING):
        user = somebody()
        sign_in(browser, user)
        app_of(user)
    return browser


def test_half_an_hour_of_rest_ends_the_session(nora: Browser) -> None:
    with travel("2026-11-23T08:29:00+01:00"):
        assert _in(nora)
    with travel("2026-11-23T08:58:30+01:00"):
        assert _in(nora)
    with travel("2026-11-23T09:29:00+01:00"):
        assert not _in(nora)


def test_twelve_hours_of_work_end_the_session_in_any_case(nora: Browser) -> None:
    for minutes in range(20, 12 * 60, 20):
        with travel(f"2026-11-23T{8 + minutes // 60:02}:{minutes % 60:02}:00+01:00"):
            assert _in(nora)
    with travel("2026-11-23T20:00:30+01:00"):
        response = nora.get("/account/profiel")
    assert response["Location"] == "/account/login?next=/account/profiel"
    with travel("2026-11-23T20:00:31+01:00"):
        assert nora.get("/account/login").status_code == 200


def test_the_cookie_is_for_this_browser_session_and_for_no_script(nora: Browser) -> None:
    with travel("2026-11-23T08:10:00+01:00"):
        cookie = nora.get("/account/profiel").cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


def test_signing_out_forgets_pages_and_drafts(cast: Cast) -> None:
    browser = cast.anouk.browser()
    asked = browser.get("/account/logout")
    key = browser.cookies["csrftoken"].value
    assert "Clear-Site-Data" not in asked
    assert _in(browser)
    done = browser.post("/account/logout")
    assert done["Clear-Site-Data"] == '"cache", "storage"'
    assert done["Location"] == "/account/login"
    assert browser.cookies["csrftoken"].value != key, "a form of before is taken from nobody"
    assert not _in(browser)


def test_what_a_colleague_wrote_on_this_device_may_stay(cast: Cast) -> None:
    done = cast.bas.browser().post("/account/logout", {"wiped": "own"})
    assert done["Clear-Site-Data"] == '"cache"'


def test_signing_out_needs_the_token(cast: Cast) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.anouk.user)
    assert browser.post("/account/logout").status_code == 403
    assert _in(browser)


def test_signing_out_elsewhere_keeps_this_browser(cast: Cast) -> None:
    here, there = cast.anouk.browser(), cast.anouk.browser()
    assert here.get("/account/overal-uitloggen").status_code == 405
    assert here.post("/account/overal-uitloggen")["Location"] == "/account/profiel"
    assert _in(here)
    assert not _in(there)


def test_an_ended_membership_stops_at_the_next_request(cast: Cast) -> None:
    tabs = [cast.dina.browser() for _ in range(3)]
    assert [tab.get("/bureau/utrecht").status_code for tab in tabs] == [200] * 3
    member = cast.dina.member
    assert member is not None
    ended = cast.mila.browser().post(f"/bureau/utrecht/team/{member.pk}/beeindigen")
    assert ended.status_code == 302
    assert [tab.get("/bureau/utrecht").status_code for tab in tabs] == [404] * 3
    # At the other desk the work goes on, in the same sessions.
    assert [tab.get("/bureau/zwolle").status_code for tab in tabs] == [200] * 3


def test_a_closed_account_stops_at_the_next_request(cast: Cast) -> None:
    browser = cast.anouk.browser()
    assert browser.get("/bureau/utrecht").status_code == 200
    cast.anouk.user.is_active = False
    cast.anouk.user.save()
    assert browser.get("/bureau/utrecht")["Location"].startswith("/account/login")


def test_two_desks_in_two_tabs_do_not_mix(cast: Cast) -> None:
    browser = cast.dina.browser()
    names = {"utrecht": cast.utrecht.display_name, "zwolle": cast.zwolle.display_name}
    for slug in ("utrecht", "zwolle", "utrecht", "zwolle"):
        page = browser.get(f"/bureau/{slug}").content.decode()
        other = names["zwolle" if slug == "utrecht" else "utrecht"]
        assert names[slug] in page
        assert other not in page


def test_rights_of_two_roles_add_up(cast: Cast) -> None:
    member = cast.mila.member
    assert member is not None
    browser = cast.mila.browser()
    number = cast.files["utrecht"].client.number
    write = f"/bureau/utrecht/klanten/{number}/gesprek"
    assert browser.get(write).status_code == 403
    Membership.objects.filter(pk=member.pk).update(roles=[Role.MANAGER, Role.COUNSELOR])
    assert browser.get(write).status_code == 200
    assert browser.get("/bureau/utrecht/team").status_code == 200
    both = rights_of([Role.MANAGER, Role.COUNSELOR])
    assert both == rights_of([Role.MANAGER]) | rights_of([Role.COUNSELOR])
    assert Right.WRITE_TALKS in both
    assert Right.MANAGE_TEAM in both


@pytest.mark.django_db
def test_what_nobody_can_use_any_more_is_forgotten() -> None:
    with travel(MORNING):
        sign_in(Browser(), somebody())
        issue = partial(Token.objects.issue, TokenKind.INVITATION, desk_id=None)
        issue(1, valid=timedelta(days=7))
        issue(2, valid=timedelta(days=200))
        assert Session.objects.count() == 1
    with travel("2026-11-23T08:20:00+01:00"):
        forget_expired()
        assert Session.objects.count() == 1
    with travel("2027-03-01T08:00:00+01:00"):
        forget_expired()
    assert not Session.objects.exists()
    assert [token.object_id for token in Token.objects.all()] == [2]


@pytest.mark.parametrize(
    ("referer", "next_"),
    [
        ("http://testserver/bureau/utrecht/klanten/UT-00001", "/bureau/utrecht/klanten/UT-00001"),
        ("http://testserver/bureau/utrecht/klanten?q=a", "/bureau/utrecht/klanten%3Fq%3Da"),
        ("http://elders.example.nl/bureau/utrecht", None),
        ("http://testserver//elders.example.nl/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_who_saves_after_her_session_ended_comes_back_to_her_page(
    cast: Cast, referer: str, next_: str | None
) -> None:
    url = "/bureau/utrecht/klanten/UT-00001/gesprek"
    away = Browser().post(url, {"summary": "x"}, headers={"referer": referer})
    login = "/account/login"
    assert away["Location"] == (f"{login}?next={next_}" if next_ else login)
