"""A forgotten password, and another one: the same answer for everybody, and nothing bypassed."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client as Browser
from time_machine import travel

from loketten.accounts.models import User
from loketten.audit.models import PlatformEntry, PlatformOutbox
from tests.accounts.doors import (
    PASSWORD,
    app_of,
    code_of,
    deliver,
    link_in,
    main_of,
    sign_in,
    somebody,
)

FORGOTTEN = "/account/wachtwoord-vergeten"
ANOTHER = "heel iets anders bedacht"


@pytest.fixture
def nora(db: None) -> User:
    return somebody()


def _link(user: User) -> str:
    Browser().post(FORGOTTEN, {"email": user.email})
    (message,) = deliver()
    return link_in(message)


def _headers(answer: Any) -> dict[str, str]:
    """Without the second in which it was given."""
    return {name: value for name, value in answer.items() if name != "Expires"}


def test_a_known_and_an_unknown_address_get_the_same_answer_and_the_same_work(nora: User) -> None:
    known = Browser().post(FORGOTTEN, {"email": nora.email})
    unknown = Browser().post(FORGOTTEN, {"email": "niemand@example.nl"})
    assert known.status_code == unknown.status_code == 302
    assert _headers(known) == _headers(unknown)
    assert known.content == unknown.content
    assert PlatformOutbox.objects.filter(effect="accounts.password_reset").count() == 2
    assert PlatformEntry.objects.filter(action="account.reset_asked").count() == 2
    assert [message.to for message in deliver()] == [[nora.email]]


def test_the_work_is_the_same_query_by_query(nora: User, queries: object) -> None:
    def shape(email: str) -> list[str]:
        with queries() as seen:  # type: ignore[operator]
            Browser().post(FORGOTTEN, {"email": email})
        return [text.split(" WHERE ")[0] for text in seen]

    assert shape(nora.email) == shape("niemand@example.nl")


def test_no_mail_leaves_while_the_page_is_made(nora: User) -> None:
    Browser().post(FORGOTTEN, {"email": nora.email})
    assert mail.outbox == []


def test_the_outbox_holds_numbers_and_no_address_or_link(nora: User) -> None:
    Browser().post(FORGOTTEN, {"email": nora.email})
    assert PlatformOutbox.objects.get().arguments == {"user_id": nora.pk}


def test_the_link_gives_a_new_password_once(nora: User) -> None:
    link = _link(nora)
    browser = Browser()
    form = browser.get(link)
    assert form["Location"].endswith("-set-password")
    page = browser.get(form["Location"])
    assert "Kies een nieuw wachtwoord" in main_of(page)
    done = browser.post(form["Location"], {"password1": ANOTHER})
    assert done["Location"] == "/account/wachtwoord-vergeten/klaar"
    assert "_auth_user_id" not in browser.session
    assert sign_in(Browser(), nora, ANOTHER)["Location"] == "/account/start"

    again = Browser().get(link)
    assert "Deze link werkt niet meer" in main_of(again)
    assert FORGOTTEN in again.content.decode()


def test_looking_at_the_link_does_not_use_it_up(nora: User) -> None:
    link = _link(nora)
    for _ in range(3):
        assert Browser().get(link).status_code == 302


def test_the_link_dies_after_an_hour(nora: User) -> None:
    with travel("2026-11-21T10:00:00+01:00"):
        link = _link(nora)
    with travel("2026-11-21T11:01:00+01:00"):
        assert "Deze link werkt niet meer" in main_of(Browser().get(link))


def test_a_new_password_does_not_bypass_the_second_step(nora: User) -> None:
    secret = app_of(nora)
    browser = Browser()
    where = browser.get(_link(nora))["Location"]
    browser.post(where, {"password1": ANOTHER})
    assert browser.get("/account/start")["Location"].startswith("/account/login")
    assert sign_in(browser, nora, ANOTHER)["Location"] == "/account/tweede-stap"
    assert browser.get("/account/start")["Location"].startswith("/account/login")
    browser.post("/account/tweede-stap", {"code": code_of(secret)})
    assert browser.get("/account/profiel").status_code == 200


def test_a_new_password_ends_every_session_and_is_told_by_mail(nora: User) -> None:
    other = Browser()
    other.force_login(nora)
    browser = Browser()
    browser.post(browser.get(_link(nora))["Location"], {"password1": ANOTHER})
    assert other.get("/account/veilig")["Location"].startswith("/account/login")
    (message,) = deliver()
    assert "Wachtwoord vergeten" in str(message.body)


def test_a_closed_account_gets_no_link(nora: User) -> None:
    User.objects.filter(pk=nora.pk).update(is_active=False)
    Browser().post(FORGOTTEN, {"email": nora.email})
    assert deliver() == []


def test_too_many_requests_for_one_address_have_to_wait(nora: User) -> None:
    for _ in range(5):
        assert Browser().post(FORGOTTEN, {"email": nora.email}).status_code == 302
    response = Browser().post(FORGOTTEN, {"email": nora.email})
    assert response.status_code == 429
    assert "Wacht vijf minuten" in main_of(response)


@pytest.mark.parametrize(
    "path",
    [
        f"{FORGOTTEN}/1-x",
        f"{FORGOTTEN}/zzzzzzzzzzzzzzzzzzzz-x",
        f"{FORGOTTEN}/1y2p0ij32e8e7-abc",
        f"{FORGOTTEN}/1-set-password",
        f"{FORGOTTEN}/1-{'a' * 5000}",
        f"{FORGOTTEN}/1-%00",
    ],
)
def test_a_made_up_link_says_what_to_do(db: None, path: str) -> None:
    response = Browser().get(path)
    assert response.status_code == 200
    assert "Deze link werkt niet meer" in main_of(response)


@pytest.mark.parametrize("email", ["", "geen adres", "a\x00@example.nl", "a" * 1_000_000])
def test_a_bad_address_is_refused_in_words(db: None, email: str) -> None:
    response = Browser().post(FORGOTTEN, {"email": email})
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kort", "te kort"),
        ("nora.timmer.nora", "lijkt te veel"),
        ("wachtwoord123", "makkelijk te raden"),
        ("Welkom2026!!!", "makkelijk te raden"),
        ("abababababababab", "makkelijk te raden"),
        ("vier losse woorden " * 20, "256"),
        ("twaalf\x00 tekens erin", "toegestaan"),
        ("", "Vul het wachtwoord in"),
    ],
)
def test_a_weak_password_is_refused_in_our_words(nora: User, password: str, words: str) -> None:
    browser = Browser()
    where = browser.get(_link(nora))["Location"]
    response = browser.post(where, {"password1": password})
    assert response.status_code == 200
    page = main_of(response)
    assert words in page
    assert "Uw " not in page
    nora.refresh_from_db()
    assert nora.check_password(PASSWORD)


def test_another_password_keeps_this_browser_and_ends_the_others(db: None) -> None:
    user = somebody(factor=True)
    browser, other = Browser(), Browser()
    browser.force_login(user)
    other.force_login(user)
    done = browser.post("/account/wachtwoord", {"oldpassword": PASSWORD, "password1": ANOTHER})
    assert done["Location"] == "/account/profiel"
    assert browser.get("/account/profiel").status_code == 200
    assert other.get("/account/profiel")["Location"].startswith("/account/login")
    (message,) = deliver()
    assert "Het wachtwoord van je account is veranderd" in str(message.body)
    assert PlatformEntry.objects.filter(action="account.password_changed").count() == 1


def test_another_password_needs_the_one_of_now(db: None) -> None:
    user = somebody(factor=True)
    browser = Browser()
    browser.force_login(user)
    response = browser.post("/account/wachtwoord", {"oldpassword": "fout", "password1": ANOTHER})
    assert "Dit is niet je wachtwoord van nu" in main_of(response)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_never_had_a_password_asks_for_one_by_mail(db: None) -> None:
    user = somebody(factor=True)
    user.set_unusable_password()
    user.save()
    browser = Browser()
    browser.force_login(user)
    assert browser.get("/account/wachtwoord", follow=True).redirect_chain[-1][0] == FORGOTTEN
