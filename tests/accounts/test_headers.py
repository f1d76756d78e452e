"""What every kind of page tells the browser it may do."""

import re

import pytest
from django.conf import settings
from django.test import Client as Browser

from tests.cast import Cast

SEEN_BY = {
    "/": None,
    "/loketten": None,
    "/account/login": None,
    "/account/hulp": None,
    "/account/wachtwoord-vergeten": None,
    "/account/uitnodiging/x": None,
    "/account/profiel": "anouk",
    "/account/veilig": "femke",
    "/bureau/utrecht": "anouk",
    "/bureau/utrecht/team": "mila",
    "/bureau/utrecht/instellingen/uiterlijk": "mila",
    "/landelijk": "dirk",
    "/landelijk/beheer": "otto",
    "/bestaat-niet": None,
    "/bureau/zwolle": "anouk",
    "/api/v1/desk-finder?q=utrecht": None,
    "/health/live": None,
}


@pytest.mark.parametrize("path", SEEN_BY)
def test_every_page_closes_what_it_does_not_need(cast: Cast, path: str) -> None:
    who = SEEN_BY[path]
    browser = getattr(cast, who).browser() if who else Browser()
    response = browser.get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    # The open part of the API is there for pages of others; nothing else is.
    shared = "cross-origin" if path.startswith("/api/") else "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == shared
    assert "camera=()" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:", policy)


@pytest.mark.parametrize(
    "path", [path for path in SEEN_BY if not path.startswith(("/api", "/hea"))]
)
def test_no_page_holds_a_script_or_a_style_of_its_own(cast: Cast, path: str) -> None:
    who = SEEN_BY[path]
    browser = getattr(cast, who).browser() if who else Browser()
    page = browser.get(path).content.decode()
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r"\sstyle=|<style", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)


@pytest.mark.parametrize("path", [path for path, who in SEEN_BY.items() if who])
def test_what_is_personal_is_kept_by_nobody(cast: Cast, path: str) -> None:
    response = getattr(cast, SEEN_BY[path]).browser().get(path)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/account/login", "/account/hulp", "/account/uitnodiging/x"])
def test_entrances_are_never_stored_and_never_found(db: None, path: str) -> None:
    response = Browser().get(path)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in Browser().get("/loketten")


def test_another_host_is_refused(db: None) -> None:
    response = Browser().post(
        "/account/wachtwoord-vergeten",
        {"email": "nora@example.nl"},
        headers={"Host": "kwaad.example"},
    )
    assert response.status_code == 400


def test_static_files_carry_the_same_headers() -> None:
    order = list(settings.MIDDLEWARE)
    ours = order.index("loketten.accounts.headers.SecurityHeadersMiddleware")
    assert ours < order.index("whitenoise.middleware.WhiteNoiseMiddleware")


def test_a_404_is_the_same_for_whoever_asks_and_whatever_for(cast: Cast) -> None:
    pages = [
        Browser().get("/bestaat-niet"),
        cast.anouk.browser().get("/bureau/zwolle"),
        cast.anouk.browser().get("/bureau/bestaat-niet/team"),
        cast.mila.browser().get("/bureau/utrecht/team/999999"),
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
