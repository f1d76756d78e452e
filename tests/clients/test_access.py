"""Who gets in: each page of a client, for everybody of the cast, and for numbers of elsewhere."""

import re
import statistics
import time
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from clients.models import Client, ClientFile
from loketten.audit.models import Entry
from loketten.tenancy.context import at_desk
from tests.cast import Cast
from tests.clients.people import opened

# Page -> what each of the cast gets.
EVERYBODY = ("anouk", "bas", "dina", "bram", "mila", "priya", "chaima", "eva", "dirk", "otto")
PAGES = {
    "klanten": (200, 200, 200, 200, 200, 403, 404, 404, 404, 404),
    "klanten/nieuw": (200, 200, 200, 200, 200, 403, 404, 404, 404, 404),
    "klanten/UT-00001/wie": (200, 200, 200, 200, 200, 403, 404, 404, 404, 404),
    "klanten/UT-00001/heropenen": (302, 302, 302, 302, 302, 403, 404, 404, 404, 404),
    "klanten/UT-00001/wijzig": (200, 200, 200, 403, 200, 403, 404, 404, 404, 404),
    "klanten/UT-00001/situatie": (200, 200, 200, 403, 200, 403, 404, 404, 404, 404),
    "klanten/UT-00001/sluiten": (200, 200, 200, 403, 200, 403, 404, 404, 404, 404),
    "klanten/UT-00001/overdragen": (200, 200, 200, 403, 200, 403, 404, 404, 404, 404),
}
CASES = [
    (page, who, expected)
    for page, row in PAGES.items()
    for who, expected in zip(EVERYBODY, row, strict=True)
]
OF_A_CLIENT = [page.rpartition("/")[2] for page in PAGES if "UT-00001" in page]
STRANGE_NUMBERS = [
    "UT-99999",
    "ut-00001",
    "UT-00001 ",
    "%00",
    "%F0%9F%99%82",
    "..%2f",
    "x" * 500,
    "0",
]


@pytest.fixture
def file(cast: Cast) -> ClientFile:
    with cast.anouk.at_work():
        return opened(cast.anouk)


def bare(response: HttpResponse) -> bytes:
    """The body without what differs at every request."""
    return re.sub(rb'nonce-[^"\']+|csrfmiddlewaretoken" value="[^"]+', b"", response.content)


@pytest.mark.parametrize(("page", "who", "expected"), CASES)
def test_everybody_gets_what_her_role_says(
    cast: Cast, file: ClientFile, page: str, who: str, expected: int
) -> None:
    browser = getattr(cast, who).browser()
    for method in (browser.get, browser.post):
        response = method(f"/bureau/utrecht/{page}")
        # An empty form is shown again; the list takes no form.
        assert response.status_code == expected
        if expected != 200:
            assert b"Haile" not in response.content
            assert b"CNRY" not in response.content


@pytest.mark.parametrize("page", PAGES)
def test_nobody_at_all_goes_to_the_login(file: ClientFile, page: str) -> None:
    response = Browser().get(f"/bureau/utrecht/{page}")
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_without_a_second_factor_there_is_no_page(cast: Cast, file: ClientFile) -> None:
    response = cast.femke.browser().get("/bureau/utrecht/klanten/UT-00001/wie")
    assert response.status_code == 302


@pytest.mark.parametrize("page", OF_A_CLIENT)
def test_a_number_of_another_desk_is_a_number_that_nobody_has(cast: Cast, page: str) -> None:
    """The stranger has a full caseload of her own, and every number of Utrecht."""
    with cast.anouk.at_work():
        numbers = [*Client.objects.values_list("number", flat=True)]
    browser = cast.chaima.browser()
    unknown = browser.get(f"/bureau/zwolle/klanten/ZW-99999/{page}")
    assert unknown.status_code == 404
    for number in numbers:
        for desk in ("zwolle", "utrecht"):
            for method in (browser.get, browser.post):
                response = method(f"/bureau/{desk}/klanten/{number}/{page}")
                assert response.status_code == 404
                assert bare(response) == bare(unknown)


def test_somebody_of_two_desks_sees_each_desk_at_its_own_address(cast: Cast) -> None:
    with cast.chaima.at_work():
        number = Client.objects.first().number
    browser = cast.dina.browser()
    assert browser.get(f"/bureau/zwolle/klanten/{number}/wie").status_code == 200
    assert browser.get(f"/bureau/utrecht/klanten/{number}/wie").status_code == 404
    assert b"CNRYZW" not in browser.get("/bureau/utrecht/klanten").content
    assert b"CNRYUT" not in browser.get("/bureau/zwolle/klanten").content


@pytest.mark.parametrize("page", OF_A_CLIENT)
@pytest.mark.parametrize("number", STRANGE_NUMBERS)
def test_a_strange_number_is_a_404(cast: Cast, file: ClientFile, page: str, number: str) -> None:
    assert cast.anouk.browser().get(f"/bureau/utrecht/klanten/{number}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_another_desk_in_the_body_changes_nothing(cast: Cast, file: ClientFile, page: str) -> None:
    with at_desk(cast.zwolle.pk):
        before = list(Client.objects.order_by("pk").values())
    elsewhere = {"desk": "zwolle", "desk_id": cast.zwolle.pk, "tenant": cast.zwolle.pk}
    browser = cast.anouk.browser()
    browser.cookies["desk"] = "zwolle"
    response = browser.post(f"/bureau/utrecht/{page}?desk=zwolle", elsewhere)
    assert b"CNRYZW" not in response.content
    with at_desk(cast.zwolle.pk):
        assert list(Client.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("page", OF_A_CLIENT)
def test_a_form_without_a_token_changes_nothing(cast: Cast, file: ClientFile, page: str) -> None:
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(cast.anouk.user)
    response = strict.post(f"/bureau/utrecht/klanten/UT-00001/{page}", {"first_name": "X"})
    # The card takes no form at all; it is only looked at.
    assert response.status_code == 403
    assert b"Haile" not in response.content
    with cast.anouk.at_work():
        assert ClientFile.objects.get(pk=file.pk).version == 1


def test_a_refusal_is_recorded(cast: Cast, file: ClientFile) -> None:
    cast.bram.browser().get("/bureau/utrecht/klanten/UT-00001/situatie")
    with cast.anouk.at_work():
        entry = Entry.objects.order_by("-id").first()
        assert (entry.action, entry.actor_id) == ("access.denied", cast.bram.member.pk)
        assert "Haile" not in entry.reason


def test_personal_pages_are_kept_by_no_browser_and_no_proxy(cast: Cast, file: ClientFile) -> None:
    for page in PAGES:
        control = cast.anouk.browser().get(f"/bureau/utrecht/{page}")["Cache-Control"]
        assert "no-store" in control
        assert "private" in control


def test_a_log_that_cannot_be_written_means_no_page(real_cast: Cast, as_owner: Any) -> None:
    with real_cast.anouk.at_work():
        opened(real_cast.anouk)
    as_owner.execute("ALTER TABLE audit_entry ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
    browser = Browser(raise_request_exception=False)
    browser.force_login(real_cast.anouk.user)
    for page in ("klanten", "klanten/UT-00001/wie", "klanten/UT-00001/situatie"):
        response = browser.get(f"/bureau/utrecht/{page}")
        assert response.status_code == 500
        assert b"Haile" not in response.content


def test_a_number_of_elsewhere_takes_no_other_time(cast: Cast) -> None:
    """Medians, because a machine that does more than this test has outliers."""
    with cast.chaima.at_work():
        foreign = Client.objects.first().number
    browser = cast.anouk.browser()

    def look(number: str) -> float:
        began = time.perf_counter()
        browser.get(f"/bureau/utrecht/klanten/{number}/wie")
        return time.perf_counter() - began

    look(foreign)
    times: dict[str, list[float]] = {foreign: [], "ZW-99999": []}
    for _ in range(60):
        for number, taken in times.items():
            taken.append(look(number))
    one, other = (statistics.median(taken) for taken in times.values())
    assert abs(one - other) < 0.5 * max(one, other)


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("klanten/Jan%20Jansen%20123456782", ""),
        ("klanten/jan-jansen", ""),
        ("klanten/jansen", ""),
        ("klanten/UT-99999", " number=UT-99999"),
        ("contacten/123456782/terug", ""),
        ("contacten/12/terug", " contact=12"),
    ],
)
def test_a_denial_keeps_the_number_of_what_was_asked_and_no_words(
    cast: Cast, path: str, kept: str
) -> None:
    browser = cast.anouk.browser()
    view = browser.post if path.endswith("terug") else browser.get
    assert view(f"/bureau/utrecht/{path}").status_code == 404
    with cast.anouk.at_work():
        reason = Entry.objects.get(action="access.denied").reason
    assert reason.split(" ", 2)[2:] == ([kept.strip()] if kept else [])
