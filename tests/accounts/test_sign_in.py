"""Signing in: who gets in, who is told what, and who has to wait."""

import pytest
from django.test import Client as Browser

from loketten.accounts.models import User
from loketten.audit.models import PlatformEntry
from tests.accounts.doors import PASSWORD, main_of, sign_in, somebody
from tests.cast import Cast

WRONG = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar"


@pytest.fixture
def nora(db: None) -> User:
    return somebody()


def test_the_right_password_leads_to_the_start_and_leaves_a_row(nora: User) -> None:
    browser = Browser()
    response = sign_in(browser, nora)
    assert (response.status_code, response["Location"]) == (302, "/account/start")
    entry = PlatformEntry.objects.get(action="account.signed_in")
    assert (entry.actor_id, entry.object_id) == (nora.pk, nora.pk)


def test_next_brings_her_where_she_was_going(nora: User) -> None:
    response = sign_in(Browser(), nora, next="/bureau/utrecht/klanten?q=jansen")
    assert response["Location"] == "/bureau/utrecht/klanten?q=jansen"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//kwaad.example",
        "https://kwaad.example/",
        "/\\kwaad.example",
        "\\\\kwaad.example",
        "javascript:alert(1)",
        "///kwaad.example",
        "http:///kwaad.example",
        "/\tkwaad" + "a" * 2000,
        "http://localhost/account/profiel",
        "\x00/account",
    ],
)
def test_next_never_leads_to_another_site(nora: User, elsewhere: str) -> None:
    response = sign_in(Browser(), nora, next=elsewhere)
    assert response["Location"] == "/account/start"


def test_a_link_with_another_site_in_it_offers_no_such_next(db: None) -> None:
    page = Browser().get("/account/login?next=//kwaad.example").content.decode()
    assert 'href="//kwaad.example' not in page


def test_the_session_key_changes_at_the_door(nora: User) -> None:
    browser = Browser()
    browser.get("/account/login")
    session = browser.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(browser, nora)
    assert browser.session.session_key != before


def test_a_known_and_an_unknown_address_get_the_same_answer(nora: User) -> None:
    known = Browser().post("/account/login", {"login": nora.email, "password": "fout fout fout"})
    other = Browser().post(
        "/account/login", {"login": "niemand@example.nl", "password": "fout fout fout"}
    )
    assert WRONG in main_of(known)
    assert main_of(known).replace(nora.email, "") == main_of(other).replace(
        "niemand@example.nl", ""
    )
    assert known.status_code == other.status_code == 200
    assert dict(known.items()).keys() == dict(other.items()).keys()


def test_each_failure_leaves_one_row_without_address(nora: User) -> None:
    Browser().post("/account/login", {"login": nora.email, "password": "fout fout fout"})
    Browser().post("/account/login", {"login": "niemand@example.nl", "password": "fout"})
    rows = list(PlatformEntry.objects.filter(action="account.sign_in_failed"))
    assert [(row.actor_id, row.object_id, row.reason) for row in rows] == [(None, None, "")] * 2


def test_the_sixth_wrong_password_in_five_minutes_has_to_wait(nora: User) -> None:
    for _ in range(5):
        response = Browser().post("/account/login", {"login": nora.email, "password": "fout"})
        assert response.status_code == 200
    locked = Browser().post("/account/login", {"login": nora.email, "password": PASSWORD})
    assert locked.status_code == 429
    assert "Wacht vijf minuten" in main_of(locked)


@pytest.mark.parametrize("spelling", ["NORA@example.nl", " nora@EXAMPLE.nl ", "Nora@Example.NL"])
def test_another_spelling_gives_no_extra_tries(nora: User, spelling: str) -> None:
    for _ in range(5):
        Browser().post("/account/login", {"login": spelling, "password": "fout"})
    locked = Browser().post("/account/login", {"login": nora.email, "password": PASSWORD})
    assert locked.status_code == 429


def test_an_unknown_address_has_to_wait_just_as_long(db: None) -> None:
    for _ in range(5):
        Browser().post("/account/login", {"login": "niemand@example.nl", "password": "fout"})
    locked = Browser().post("/account/login", {"login": "niemand@example.nl", "password": "fout"})
    assert locked.status_code == 429


def test_many_tries_from_one_place_end_on_a_page_in_plain_words(db: None) -> None:
    browser = Browser(REMOTE_ADDR="203.0.113.7")
    for number in range(31):
        response = browser.post(
            "/account/login", {"login": f"p{number}@example.nl", "password": ""}
        )
    assert response.status_code == 429
    assert "Wacht vijf minuten en probeer het opnieuw" in main_of(response)
    assert response["Retry-After"] == "300"
    elsewhere = Browser(REMOTE_ADDR="203.0.113.8").post(
        "/account/login", {"login": "", "password": ""}
    )
    assert elsewhere.status_code == 200


def test_a_made_up_forwarded_address_gives_no_fresh_start(db: None) -> None:
    for number in range(31):
        response = Browser(REMOTE_ADDR="203.0.113.7").post(
            "/account/login",
            {"login": f"p{number}@example.nl", "password": ""},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )
    assert response.status_code == 429


def test_a_closed_account_is_told_so_after_the_right_password(nora: User) -> None:
    User.objects.filter(pk=nora.pk).update(is_active=False)
    response = sign_in(Browser(), nora)
    assert response["Location"] == "/account/gesloten"
    wrong = sign_in(Browser(), nora, "iets heel anders")
    assert WRONG in main_of(wrong)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("nora\x00@example.nl", PASSWORD),
        ("nora@example.nl", "met\x00nul"),
        ("\ud800@example.nl".encode("utf-8", "surrogatepass"), PASSWORD),
        ("a" * 1_000_000, PASSWORD),
        ("nora@example.nl", "a" * 1_000_000),
        ("", ""),
        ("𝔫𝔬𝔯𝔞@example.nl", PASSWORD),
        ("nora@example.nl'; drop table accounts_user; --", PASSWORD),
    ],
)
def test_bad_input_is_refused_in_words(nora: User, login: object, password: str) -> None:
    response = Browser().post("/account/login", {"login": login, "password": password})
    assert response.status_code == 200
    assert "Er klopt iets niet" in main_of(response) or "error" in response.content.decode()
    assert "_auth_user_id" not in response.wsgi_request.session


def test_without_token_the_form_is_refused_in_words(nora: User) -> None:
    strict = Browser(enforce_csrf_checks=True)
    for path in ("/account/login", "/account/logout", "/account/wachtwoord-vergeten"):
        response = strict.post(path, {"login": nora.email, "password": PASSWORD})
        assert response.status_code == 403
        assert "formulier" in main_of(response)


def test_nobody_signs_in_while_the_counters_are_away(nora: User, without_redis: None) -> None:
    assert Browser().get("/account/login").status_code == 200
    response = sign_in(Browser(), nora)
    assert response.status_code == 503
    assert "Inloggen kan even niet" in main_of(response)


def test_there_is_no_sign_up(db: None) -> None:
    for path in (
        "/account/signup",
        "/account/signup/",
        "/accounts/signup/",
        "/account/registreren",
    ):
        assert Browser().get(path).status_code == 404


def test_a_signed_in_visitor_of_the_login_goes_on(cast: Cast) -> None:
    assert cast.anouk.browser().get("/account/login")["Location"] == "/account/start"
