"""The sheet with a desk's own colour."""

import re

import pytest
from django.test import Client

from loketten.tenancy.models import Desk
from tests.public.desks import coloured_desk

ADDRESS = re.compile(r'href="(/huisstijl/[^"]+)"')


@pytest.fixture
def desk(db: None) -> Desk:
    return coloured_desk(brand_colour="#1b7f5c")


def _address(path: str) -> str:
    found = ADDRESS.search(Client().get(path).content.decode())
    assert found is not None
    return found[1]


def test_the_page_of_a_desk_links_to_its_sheet_which_may_be_kept_forever(desk: Desk) -> None:
    response = Client().get(_address("/loket/utrecht"))
    assert response.content == b":root{--desk-hue:164;--desk-vivid:0.72}\n"
    assert response["Content-Type"] == "text/css"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_both_languages_share_one_sheet(desk: Desk) -> None:
    assert _address("/loket/utrecht") == _address("/en/loket/utrecht")


def test_another_colour_gets_another_address_and_the_old_one_leads_there(desk: Desk) -> None:
    old = _address("/loket/utrecht")
    coloured_desk(brand_colour="#b5532a")
    new = _address("/loket/utrecht")
    response = Client().get(old)
    assert new != old
    assert response["Location"] == new
    assert response["Cache-Control"] == "no-store"


def test_an_unknown_desk_has_no_sheet(db: None) -> None:
    assert Client().get("/huisstijl/nergens.abc.css").status_code == 404
