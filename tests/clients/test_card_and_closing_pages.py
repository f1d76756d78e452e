"""The card, closing, reopening and handing over."""

from typing import Any

import pytest

from clients.models import ClientFile
from loketten.audit.models import Entry
from tests.cast import Cast
from tests.clients.forms import fields_of, send, submit, text_of
from tests.clients.people import last_entry, opened

HOME = "/bureau/utrecht/klanten/UT-00001"
HOW = {"outcome": "outcome.job", "reason": "closing-reason.job"}


@pytest.fixture
def file(cast: Cast) -> ClientFile:
    with cast.anouk.at_work():
        return opened(cast.anouk)


def test_reception_sees_name_number_contact_and_requests_alone(
    cast: Cast, file: ClientFile
) -> None:
    response = cast.bram.browser().get(f"{HOME}/wie")
    page = text_of(response)
    for words in ("Selam Haile", "UT-00001", "06 000 000 41", "Anouk Vermeer", "Vragen om advies"):
        assert words in page
    body = response.content.decode()
    for path in ("/situatie", "/wijzig", "/sluiten", "/overdragen", "/wie-keek-mee", "/gesprek"):
        assert f"{HOME}{path}" not in body
    assert f'href="{HOME}"' not in body


def test_a_counselor_sees_the_way_on(cast: Cast, file: ClientFile) -> None:
    body = cast.anouk.browser().get(f"{HOME}/wie").content.decode()
    for path in ("", "/situatie", "/wijzig", "/sluiten", "/overdragen", "/wie-keek-mee"):
        assert f'href="{HOME}{path}"' in body


@pytest.mark.parametrize(
    ("who", "outside"), [("anouk", False), ("bas", True), ("mila", True), ("bram", False)]
)
def test_a_look_at_the_card_is_one_row_marked_outside_ones_caseload(
    cast: Cast, file: ClientFile, who: str, outside: bool
) -> None:
    somebody = getattr(cast, who)
    with somebody.at_work():
        before = Entry.objects.count()
    somebody.browser().get(f"{HOME}/wie")
    with somebody.at_work():
        assert Entry.objects.count() == before + 1
        entry = last_entry()
        assert (entry.action, entry.object_kind, entry.object_id) == (
            "client.viewed", "clients.client", file.client_id
        )  # fmt: skip
        assert (entry.actor_id, entry.is_outside_caseload) == (somebody.member.pk, outside)


def test_the_log_never_says_that_reception_read_a_file(cast: Cast, file: ClientFile) -> None:
    submit(cast.anouk.browser(), f"{HOME}/sluiten", **HOW)
    cast.bram.browser().get(f"{HOME}/heropenen")
    with cast.bram.at_work():
        assert last_entry().action == "client.viewed"


@pytest.mark.parametrize("who", ["bram", "anouk"])
def test_an_open_file_offers_no_reopening(cast: Cast, file: ClientFile, who: str) -> None:
    response = getattr(cast, who).browser().get(f"{HOME}/heropenen", follow=True)
    assert response.redirect_chain
    assert "Dit dossier is al open." in text_of(response)


@pytest.mark.parametrize("page", ["sluiten", "overdragen"])
def test_a_closed_file_offers_neither_closing_nor_handing_over(
    cast: Cast, file: ClientFile, page: str
) -> None:
    browser = cast.anouk.browser()
    submit(browser, f"{HOME}/sluiten", **HOW)
    response = browser.get(f"{HOME}/{page}", follow=True)
    assert "Dit dossier is gesloten. Heropen het eerst." in text_of(response)


def test_closing_asks_for_an_outcome_and_a_reason(cast: Cast, file: ClientFile) -> None:
    response = submit(cast.anouk.browser(), f"{HOME}/sluiten")
    assert "Kies een uitkomst." in text_of(response)
    assert "Kies een reden." in text_of(response)


def test_a_file_is_closed_reopened_and_handed_over(cast: Cast, file: ClientFile) -> None:
    browser = cast.anouk.browser()
    assert submit(browser, f"{HOME}/sluiten", **HOW)["Location"] == HOME
    assert "Heropen het dossier" in text_of(browser.get(f"{HOME}/wie"))
    page = browser.get(f"{HOME}/heropenen")
    assert fields_of(page)["owner"] == [str(cast.anouk.member.pk)]
    assert send(browser, f"{HOME}/heropenen", fields_of(page)).status_code == 302
    response = submit(browser, f"{HOME}/overdragen", owner=cast.bas.member.pk)
    assert response.status_code == 302
    with cast.anouk.at_work():
        after = ClientFile.objects.get(pk=file.pk)
        assert (after.owner_id, after.is_closed) == (cast.bas.member.pk, False)


def test_reception_reopens_for_who_comes_back(cast: Cast, file: ClientFile) -> None:
    submit(cast.anouk.browser(), f"{HOME}/sluiten", **HOW)
    response = submit(cast.bram.browser(), f"{HOME}/heropenen", owner=cast.bas.member.pk)
    assert response["Location"] == f"{HOME}/wie"
    with cast.bram.at_work():
        assert ClientFile.objects.get(pk=file.pk).owner_id == cast.bas.member.pk


def test_closing_twice_says_that_it_is_closed(cast: Cast, file: ClientFile) -> None:
    browser = cast.anouk.browser()
    sent = fields_of(browser.get(f"{HOME}/sluiten"))
    send(browser, f"{HOME}/sluiten", sent, **HOW)
    again = send(browser, f"{HOME}/sluiten", sent, **HOW)
    assert again.status_code == 302
    assert "Dit dossier is gesloten. Heropen het eerst." in text_of(browser.get(f"{HOME}/wie"))


def test_a_file_that_changed_meanwhile_is_looked_at_again(cast: Cast, file: ClientFile) -> None:
    browser = cast.anouk.browser()
    sent = fields_of(browser.get(f"{HOME}/sluiten"))
    submit(cast.mila.browser(), f"{HOME}/overdragen", owner=cast.bas.member.pk)
    again = send(browser, f"{HOME}/sluiten", sent, **HOW)
    assert again.status_code == 409
    assert "Iemand heeft dit net veranderd." in text_of(again)
    kept = fields_of(again)
    assert (kept["outcome"], kept["reason"]) == ([HOW["outcome"]], [HOW["reason"]])
    assert send(browser, f"{HOME}/sluiten", kept).status_code == 302


@pytest.mark.parametrize("who", ["chaima", "eva", "bram", "mila"])
def test_nobody_but_a_counselor_of_this_desk_takes_over(
    cast: Cast, file: ClientFile, who: str
) -> None:
    browser = cast.anouk.browser()
    wrong = submit(browser, f"{HOME}/overdragen", owner=getattr(cast, who).member.pk)
    unknown = submit(browser, f"{HOME}/overdragen", owner="123456789")
    assert text_of(wrong) == text_of(unknown)
    assert "Deze keuze bestaat niet." in text_of(wrong)


@pytest.mark.parametrize("page", ["sluiten", "overdragen", "heropenen"])
@pytest.mark.parametrize("value", ["\x00", "x" * 100_000, "9" * 5000, ""])
def test_no_value_breaks_a_question(cast: Cast, file: ClientFile, page: str, value: str) -> None:
    browser = cast.anouk.browser()
    if page == "heropenen":
        submit(browser, f"{HOME}/sluiten", **HOW)
    names = {"outcome": value, "reason": value, "owner": value, "version": value}
    response = browser.post(f"{HOME}/{page}", names)
    assert response.status_code == 200


BUDGETS = {"wie": 9, "wijzig": 9, "situatie": 9, "sluiten": 9, "overdragen": 9, "heropenen": 9}


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_stays_within_its_queries(
    cast: Cast, file: ClientFile, queries: Any, page: str
) -> None:
    browser = cast.anouk.browser()
    if page == "heropenen":
        submit(browser, f"{HOME}/sluiten", **HOW)
    browser.get(f"{HOME}/{page}")
    with queries() as seen:
        assert browser.get(f"{HOME}/{page}").status_code == 200
    assert len(seen) <= BUDGETS[page], "\n".join(seen)
