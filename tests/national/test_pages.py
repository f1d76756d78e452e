"""Pages above the desks: who gets in, and that no client is there to be seen."""

import pytest

from loketten.tenancy.models import Desk
from tests.accounts.doors import main_of
from tests.cast import Cast

PAGES = {
    "/landelijk": "dirk",
    "/landelijk/loketten": "dirk",
    "/landelijk/zo-tellen-we": "dirk",
    "/landelijk/rapporten": "dirk",
    "/landelijk/natelling": "otto",
    "/landelijk/beheer": "otto",
    "/landelijk/beheer/mensen": "otto",
    "/landelijk/beheer/mensen/uitnodigen": "otto",
    "/landelijk/beheer/volledigheid": "otto",
    "/landelijk/beheer/loket-openen": "otto",
    "/landelijk/beheer/loket/utrecht": "otto",
    "/landelijk/beheer/codelijsten": "otto",
    "/landelijk/beheer/codelijsten/theme": "otto",
    "/landelijk/beheer/drempels": "otto",
    "/landelijk/beheer/nieuws": "otto",
    "/landelijk/beheer/nieuws/nieuw": "otto",
    "/landelijk/beheer/loket/utrecht/uitnodigen": "otto",
    "/landelijk/beheer/tweede-stap": "otto",
}


@pytest.mark.parametrize("path", PAGES)
def test_only_the_right_role_gets_in(cast: Cast, path: str) -> None:
    for who in ("anouk", "mila", "priya", "chaima", "dirk", "otto"):
        browser = getattr(cast, who).browser()
        expected = 200 if who == PAGES[path] else 403
        assert browser.get(path).status_code == expected
        if expected == 403:
            assert browser.post(path, {"email": "x@example.nl"}).status_code == 403


@pytest.mark.parametrize("who", ["dirk", "otto"])
def test_no_page_above_the_desks_shows_a_client(cast: Cast, who: str) -> None:
    browser = getattr(cast, who).browser()
    for path in PAGES:
        assert "CNRY" not in browser.get(path).content.decode()
    number = cast.files["utrecht"].client.number
    for path in ("", "/klanten", f"/klanten/{number}", "/team", "/instellingen", "/inzage"):
        assert browser.get(f"/bureau/utrecht{path}").status_code == 404


def test_the_analyst_sees_the_desks_by_region(cast: Cast) -> None:
    page = main_of(cast.dirk.browser().get("/landelijk/loketten"))
    for desk in Desk.objects.select_related("region"):
        assert desk.display_name in page
        assert desk.region.name in page
        assert desk.region_id in page
    assert "2 loketten, per regio" in page


def test_both_national_roles_add_up(cast: Cast) -> None:
    cast.dirk.user.national_roles = ["analyst", "administrator"]
    cast.dirk.user.save()
    for path in PAGES:
        assert cast.dirk.browser().get(path).status_code == 200
