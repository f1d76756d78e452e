"""The second step: nobody of the staff works without, and nothing opens it twice."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from time_machine import travel

from loketten.accounts.models import User
from loketten.audit.models import PlatformEntry
from portal.operations.doctor import checks
from tests.accounts.doors import (
    PASSWORD,
    app_of,
    code_of,
    codes_of,
    deliver,
    main_of,
    sign_in,
    somebody,
)
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("contexts")

STAFF_PAGES = [
    "/account/start",
    "/account/profiel",
    "/account/wachtwoord",
    "/bureau/utrecht",
    "/bureau/utrecht/klanten",
    "/bureau/utrecht/team",
    "/bureau/utrecht/instellingen",
    "/landelijk",
    "/landelijk/beheer",
]


@pytest.fixture
def nora(db: None) -> User:
    return somebody()


def _enrolled() -> tuple[User, str, Browser]:
    """Signed in with password and code, as every day."""
    user = somebody()
    secret = app_of(user)
    browser = Browser()
    sign_in(browser, user)
    browser.post("/account/tweede-stap", {"code": code_of(secret)})
    return user, secret, browser


@pytest.mark.parametrize("path", STAFF_PAGES)
def test_without_a_second_factor_there_is_only_the_way_to_one(cast: Cast, path: str) -> None:
    response = cast.femke.browser().get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/account/veilig?next=")


def test_who_signs_in_without_one_is_told_why_and_how(nora: User) -> None:
    browser = Browser()
    sign_in(browser, nora)
    words = main_of(browser.get("/account/start", follow=True))
    assert "Nog één stap: maak je account veilig" in words
    assert "Stel een app in" in words
    assert "Voeg een passkey toe" in words


def test_setting_up_an_app_shows_codes_once_and_leads_on(cast: Cast) -> None:
    browser = Browser()
    femke = cast.femke.user
    femke.set_password(PASSWORD)
    femke.save()
    sign_in(browser, femke)
    browser.get("/bureau/utrecht/klanten", follow=True)
    page = browser.get("/account/veilig/app")
    secret = page.context["form"].secret
    assert "data:image/svg+xml;base64," in page.content.decode()
    assert page.context["form"].readable_secret in page.content.decode()

    done = browser.post("/account/veilig/app", {"code": code_of(secret)})
    assert done["Location"] == "/account/veilig/herstelcodes"
    shown = browser.get(done["Location"])
    assert len(shown.context["codes"]) == 10
    assert 'href="/bureau/utrecht/klanten"' in shown.content.decode()
    again = browser.get(done["Location"])
    assert again.context["codes"] == []
    assert not any(code in again.content.decode() for code in shown.context["codes"])
    assert browser.get("/bureau/utrecht/klanten").status_code == 200


def test_the_secret_and_the_codes_are_unreadable_in_the_database(nora: User) -> None:
    secret = app_of(nora)
    codes = codes_of(nora)
    stored = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes)


def test_a_new_key_opens_what_an_old_one_locked_and_then_does_without_it(
    nora: User, settings: Any
) -> None:
    secret, (first, *_others) = app_of(nora), codes_of(nora)
    # Those of the cast were never locked.
    Authenticator.objects.exclude(user=nora).delete()
    former = settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(CommandError, match="in neither SECRET_KEY nor"):
        call_command("relock")
    assert "cannot be read: it was locked with another" in " ".join(checks.second_steps())
    settings.SECRET_KEY_FALLBACKS = [former]
    assert list(checks.second_steps()) == []
    call_command("relock")
    settings.SECRET_KEY_FALLBACKS = []
    for code in (code_of(secret), first):
        browser = Browser()
        sign_in(browser, nora)
        assert browser.post("/account/tweede-stap", {"code": code})["Location"]


def test_the_password_alone_opens_nothing(nora: User) -> None:
    app_of(nora)
    browser = Browser()
    assert sign_in(browser, nora)["Location"] == "/account/tweede-stap"
    assert browser.get("/account/start")["Location"].startswith("/account/login")


def test_password_and_code_open_the_door_and_keep_next(nora: User) -> None:
    secret = app_of(nora)
    browser = Browser()
    sign_in(browser, nora, next="/account/profiel")
    response = browser.post("/account/tweede-stap", {"code": code_of(secret)})
    assert response["Location"] == "/account/profiel"


@pytest.mark.parametrize("wait", [0, 10, 31, 45])
def test_a_code_that_was_used_opens_nothing_again(nora: User, wait: int) -> None:
    secret = app_of(nora)
    with travel(1_800_000_000, tick=False) as clock:
        code = code_of(secret)
        sign_in(first := Browser(), nora)
        assert first.post("/account/tweede-stap", {"code": code}).status_code == 302
        clock.shift(wait)
        sign_in(second := Browser(), nora)
        response = second.post("/account/tweede-stap", {"code": code})
    assert response.status_code == 200
    assert "Deze code klopt niet" in main_of(response)


def test_an_older_code_opens_nothing_after_a_newer_one(nora: User) -> None:
    secret = app_of(nora)
    with travel(1_800_000_000, tick=False):
        sign_in(first := Browser(), nora)
        first.post("/account/tweede-stap", {"code": code_of(secret)})
        sign_in(second := Browser(), nora)
        response = second.post("/account/tweede-stap", {"code": code_of(secret, steps=-1)})
    assert response.status_code == 200


def test_the_code_of_setting_up_does_not_sign_in(nora: User) -> None:
    browser = Browser()
    with travel(1_800_000_000, tick=False):
        sign_in(browser, nora)
        secret = browser.get("/account/veilig/app").context["form"].secret
        browser.post("/account/veilig/app", {"code": code_of(secret)})
        sign_in(second := Browser(), nora)
        response = second.post("/account/tweede-stap", {"code": code_of(secret)})
    assert response.status_code == 200


def test_guessing_codes_ends_after_five(nora: User) -> None:
    secret = app_of(nora)
    sign_in(browser := Browser(), nora)
    for _ in range(5):
        browser.post("/account/tweede-stap", {"code": "000000"})
    response = browser.post("/account/tweede-stap", {"code": code_of(secret)})
    assert "Je hebt het te vaak geprobeerd" in main_of(response)


def test_a_recovery_code_works_once(nora: User) -> None:
    app_of(nora)
    code = codes_of(nora)[0]
    sign_in(first := Browser(), nora)
    assert first.post("/account/tweede-stap", {"code": code})["Location"] == "/account/start"
    sign_in(second := Browser(), nora)
    response = second.post("/account/tweede-stap", {"code": code})
    assert "Deze code klopt niet" in main_of(response)


@pytest.mark.parametrize("code", ["", "\x00", "１２３４５６", "a" * 1_000_000, "1e400", "-1"])
def test_a_bad_code_is_refused_in_words(nora: User, code: str) -> None:
    app_of(nora)
    sign_in(browser := Browser(), nora)
    response = browser.post("/account/tweede-stap", {"code": code})
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()


def _credentials() -> list[str]:
    return [
        "",
        "null",
        "[]",
        "{}",
        "1e400",
        "NaN",
        '"tekst"',
        "[" * 100_000,
        "{" + '"a":{' * 5_000,
        json.dumps({"id": "x", "rawId": "!", "type": "public-key", "response": {}}),
        json.dumps({"id": 1, "rawId": None, "type": [], "response": []}),
        json.dumps(_assertion(userHandle="AAAA")),
        json.dumps(_assertion(userHandle="//8")),
        json.dumps(_assertion(userHandle="enp6enp6enp6enp6enp6")),
        json.dumps(_assertion(authenticatorData="AA")),
        "\x00",
        "a" * 1_000_000,
    ]


def _assertion(**response: str) -> dict[str, Any]:
    empty = {"clientDataJSON": "e30", "authenticatorData": "", "signature": "", "userHandle": None}
    return {
        "id": "AA",
        "rawId": "AA",
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {**empty, **response},
    }


@pytest.mark.parametrize("credential", _credentials())
def test_a_made_up_passkey_is_refused_in_words(nora: User, credential: str) -> None:
    browser = Browser()
    browser.get("/account/passkey", headers={"Accept": "application/json"})
    response = browser.post("/account/passkey", {"credential": credential})
    assert (response.status_code, response["Location"]) == (302, "/account/login")
    assert "_auth_user_id" not in browser.session

    app_of(nora)
    sign_in(browser, nora)
    step = browser.post("/account/tweede-stap", {"credential": credential})
    assert step.status_code == 200
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("credential", _credentials())
def test_a_made_up_passkey_is_not_added(nora: User, credential: str) -> None:
    sign_in(browser := Browser(), nora)
    browser.get("/account/veilig/passkey")
    response = browser.post("/account/veilig/passkey", {"credential": credential, "name": "x"})
    assert response.status_code == 200
    assert not Authenticator.objects.filter(user=nora).exists()


def test_changing_a_factor_ends_the_other_sessions_and_is_told_by_mail(db: None) -> None:
    user, _secret, browser = _enrolled()
    other = Browser()
    other.force_login(user)
    assert other.get("/account/profiel").status_code == 200
    before = browser.session.session_key

    done = browser.post("/account/veilig/herstelcodes/nieuw")
    assert done["Location"] == "/account/veilig/herstelcodes"
    assert other.get("/account/profiel")["Location"].startswith("/account/login")
    assert browser.get("/account/profiel").status_code == 200
    assert browser.session.session_key != before
    (message,) = deliver()
    assert message.to == [user.email]
    assert "nieuwe herstelcodes" in str(message.body)
    assert PlatformEntry.objects.filter(
        action="account.recovery_codes_generated", actor_id=user.pk
    ).exists()


def test_a_new_app_tells_by_mail_and_ends_the_other_sessions(nora: User) -> None:
    sign_in(browser := Browser(), nora)
    other = Browser()
    other.force_login(nora)
    secret = browser.get("/account/veilig/app").context["form"].secret
    browser.post("/account/veilig/app", {"code": code_of(secret)})
    (message,) = deliver()
    assert "app met codes aan je account toegevoegd" in str(message.body)
    assert other.get("/account/veilig")["Location"].startswith("/account/login")


def test_the_last_second_factor_stays(db: None) -> None:
    user, _secret, browser = _enrolled()
    page = browser.get("/account/veilig/app/weg")
    assert "Dit is je enige tweede stap" in main_of(page)
    browser.post("/account/veilig/app/weg")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_an_app_can_go_when_there_is_a_passkey(db: None) -> None:
    user, _secret, browser = _enrolled()
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "sleutel"})
    browser.post("/account/veilig/app/weg")
    assert not Authenticator.objects.filter(user=user, type="totp").exists()


def test_a_passkey_is_renamed_and_taken_away_by_its_owner_alone(db: None) -> None:
    user, _secret, browser = _enrolled()
    mine = Authenticator.objects.create(user=user, type="webauthn", data={"name": "sleutel"})
    other = Authenticator.objects.create(
        user=somebody("Ander Mens"), type="webauthn", data={"name": "vreemd"}
    )
    renamed = browser.post(f"/account/veilig/passkey/{mine.pk}", {"name": "telefoon"})
    assert renamed["Location"] == "/account/veilig"
    mine.refresh_from_db()
    assert mine.data["name"] == "telefoon"
    assert "telefoon" in main_of(browser.get(f"/account/veilig/passkey/{mine.pk}/weg"))
    for path in (f"/account/veilig/passkey/{other.pk}", f"/account/veilig/passkey/{other.pk}/weg"):
        assert browser.get(path).status_code == 404
        assert browser.post(path, {"name": "x"}).status_code == 404
    browser.post(f"/account/veilig/passkey/{mine.pk}/weg")
    assert list(Authenticator.objects.filter(type="webauthn")) == [other]


def test_later_the_second_factor_itself_is_asked_before_it_changes(db: None) -> None:
    user, secret, browser = _enrolled()
    with travel("2027-01-01T12:00:00+01:00"):
        browser.force_login(user)
        response = browser.get("/account/veilig/herstelcodes/nieuw")
        assert response["Location"].startswith("/account/veilig/bevestigen?next=")
        # The password is not enough: it may be what was stolen.
        by_password = browser.post("/account/bevestigen", {"password": PASSWORD})
        assert by_password["Location"].startswith("/account/veilig/bevestigen")
        assert browser.get("/account/veilig/app/weg")["Location"].startswith("/account/veilig/bev")
        browser.post("/account/veilig/bevestigen", {"code": code_of(secret)})
        assert browser.get("/account/veilig/herstelcodes/nieuw").status_code == 200


def test_who_has_no_factor_confirms_with_the_password(nora: User) -> None:
    browser = Browser()
    browser.force_login(nora)
    response = browser.get("/account/veilig/app")
    assert response["Location"].startswith("/account/bevestigen?next=")
    wrong = browser.post(response["Location"], {"password": "fout"})
    assert "Dit is niet je wachtwoord" in main_of(wrong)
    right = browser.post(response["Location"], {"password": PASSWORD})
    assert right["Location"] == "/account/veilig/app"
    assert browser.get("/account/veilig/app").status_code == 200


def test_getting_the_pages_changes_nothing(db: None) -> None:
    user, _secret, browser = _enrolled()
    codes_of(user)
    before = list(Authenticator.objects.order_by("pk").values())
    for path in ("/account/veilig", "/account/veilig/herstelcodes", "/account/veilig/passkey"):
        assert browser.get(path).status_code == 200
    assert list(Authenticator.objects.order_by("pk").values()) == before
