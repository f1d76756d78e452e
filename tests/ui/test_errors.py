"""Error pages: the same for everybody, and there when everything else is gone."""

import pytest
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
