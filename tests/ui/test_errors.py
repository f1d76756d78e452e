"""Error pages: the same for everybody, and there when everything else is gone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

import pytest
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import Client

from tests.cast import Cast

CODES = ["400", "403", "403_csrf", "404", "500", "503"]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_needs_no_request_and_no_context(code: str) -> None:
    page = render_to_string(f"{code}.html")
    assert 'lang="nl"' in page
    assert 'href="tel:' in page


def test_every_404_is_the_same_byte_for_byte(cast: Cast) -> None:
    nobody, anouk, dirk = Client(), cast.anouk.browser(), cast.dirk.browser()
    pages = {
        nobody.get("/bestaat-niet").content,
        nobody.get("/nog/een/pad?met=een&vraag").content,
        nobody.get("/loket/nergens").content,
        anouk.get("/bestaat-niet").content,
        anouk.get("/bureau/zwolle").content,
        dirk.get("/bureau/utrecht").content,
        nobody.get("/bestaat-niet", headers={"accept-language": "en"}).content,
    }
    assert len(pages) == 1
    page = pages.pop().decode()
    assert "Deze pagina bestaat niet" in page
    assert not [word for word in ("Anouk", "utrecht", "nergens", "bureau") if word in page]


def test_a_404_in_english_is_english(db: None) -> None:
    response = Client().get("/en/nowhere")
    assert response.status_code == 404
    assert 'lang="en"' in response.content.decode()
    assert 'href="/en/"' in response.content.decode()


def _sent_with_an_old_key(cast: Cast, url: str, **headers: str) -> tuple[Client, Any]:
    """She signed in anew in another tab; then she saves what she typed in the first one."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.anouk.user)
    browser.get("/account/profiel")
    sent = {
        "csrfmiddlewaretoken": "a" * 64,
        "summary": 'Een uur <getypt> & "meer"\nop twee regels',
        "themes": ["theme.bbl", "theme.funding"],
        "password": "geheim",
    }
    return browser, browser.post(url, sent, headers=headers)


def test_what_was_typed_comes_back_with_a_key_that_fits(cast: Cast) -> None:
    with cast.anouk.at_work():
        number = cast.files["utrecht"].client.number
    url = f"/bureau/utrecht/klanten/{number}/gesprek"
    browser, refused = _sent_with_an_old_key(cast, url, origin="http://testserver")
    assert refused.status_code == 403
    assert "no-store" in refused["Cache-Control"]
    page = refused.content.decode()
    assert "Anouk Vermeer" in page
    form = re.search(r'<form class="form".*?</form>', page, re.S)
    assert form
    assert f'action="{url}"' in form[0]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    values = [(name, unescape(value)) for name, value in pairs]
    assert ("summary", 'Een uur <getypt> & "meer"\nop twee regels') in values
    assert [value for name, value in values if name == "themes"] == ["theme.bbl", "theme.funding"]
    again = browser.post(url, dict(values), headers={"origin": "http://testserver"})
    # It is the form that answers now: it misses some fields, and shows the text.
    assert again.status_code == 200
    assert "Een uur &lt;getypt&gt;" in again.content.decode()


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("/bureau/utrecht/klanten/nieuw", "https://elders.example.nl"),
        ("/bureau/utrecht/klanten/nieuw", "null"),
        ("/account/login", "http://testserver"),
        ("/account/wachtwoord", "http://testserver"),
    ],
)
def test_nothing_of_a_form_from_elsewhere_or_with_a_password_comes_back(
    cast: Cast, url: str, origin: str
) -> None:
    _browser, refused = _sent_with_an_old_key(cast, url, origin=origin)
    assert refused.status_code == 403
    assert "getypt" not in refused.content.decode()
    assert "geheim" not in refused.content.decode()


@pytest.mark.parametrize(
    ("url", "who"),
    [("/bureau/utrecht/groepen/nieuw", "anouk"), ("/landelijk/beheer/nieuws/nieuw", "otto")],
)
def test_who_was_signed_out_while_she_wrote_types_nothing_anew(
    cast: Cast, url: str, who: str
) -> None:
    browser = Client()
    by_hand = {"origin": "http://testserver", "sec-fetch-mode": "navigate"}
    sent = {"summary": "Een uur <getypt>", "text_nl": "Een uur <getypt>"}
    page = browser.post(url, sent, headers=by_hand)
    assert page.status_code == 403
    assert "no-store" in page["Cache-Control"]
    assert 'value="Een uur &lt;getypt&gt;"' in page.content.decode()
    assert 'href="/account/login"' in page.content.decode()
    for other in ({"sec-fetch-mode": "cors"}, {"origin": "https://elders.example.nl"}):
        assert browser.post(url, sent, headers={**by_hand, **other}).status_code == 302
    browser.force_login(getattr(cast, who).user)
    again = browser.post(url, sent, headers=by_hand)
    assert "Een uur &lt;getypt&gt;" in again.content.decode()


def _hang(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """From the first statement the database takes too long, and says so itself."""
    execute("SET LOCAL statement_timeout = 20", None, many, context)
    return execute("SELECT pg_sleep(5)", None, many, context)


@pytest.mark.parametrize(
    ("url", "comes_back"),
    [
        ("/bureau/utrecht/contacten", True),
        ("/loket/utrecht/vraag", True),
        ("/landelijk/beheer/nieuws/nieuw", True),
        ("/account/login", False),
    ],
)
def test_a_database_that_hangs_loses_nothing_that_was_typed(
    cast: Cast, url: str, comes_back: bool
) -> None:
    browser = cast.anouk.browser()
    browser.raise_request_exception = False
    with _hanging():
        assert browser.get(url).status_code == 503
    with _hanging():
        sent = {"remark": "Een uur <getypt>", "password": "geheim"}
        answer = browser.post(url, sent, headers={"origin": "http://testserver"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "no-store" in answer["Cache-Control"]
    assert ("Een uur &lt;getypt&gt;" in answer.content.decode()) is comes_back
    assert browser.get("/bureau/utrecht/contacten").status_code == 200, "and then it goes on"


@contextmanager
def _hanging() -> Iterator[None]:
    with transaction.atomic(), connection.execute_wrapper(_hang):
        yield
        transaction.set_rollback(True)
