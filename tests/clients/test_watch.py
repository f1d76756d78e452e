"""Opening many files asks for a reason; opening very many stops, and the manager hears of it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clients.models import ClientFile
from loketten.audit import outbox
from loketten.audit.models import Entry, Outbox
from tests import factories
from tests.cast import Cast, Somebody

ASK, STOP = 3, 5


@pytest.fixture(autouse=True)
def _few(settings: Any) -> None:
    settings.FILES_AN_HOUR_ASK, settings.FILES_AN_HOUR_STOP = ASK, STOP


@pytest.fixture
def files(cast: Cast) -> list[ClientFile]:
    with cast.anouk.at_work():
        return [
            factories.ClientFileFactory(
                owner=cast.anouk.member,
                client=factories.ClientFactory(number=f"UT-0{number}", last_name="CNRYWATCH"),
            )
            for number in range(300, 310)
        ]


def url_of(file: ClientFile, tail: str = "") -> str:
    return f"/bureau/utrecht/klanten/{file.client.number}{tail}"


def explained(browser: Any, file: ClientFile, because: str = "Ik maak de kwartaalcijfers.") -> Any:
    return browser.post(url_of(file, "/reden"), {"reason": because, "next": url_of(file)})


def test_the_fourth_file_asks_and_shows_nothing(cast: Cast, files: list[ClientFile]) -> None:
    browser = cast.anouk.browser()
    for file in files[:ASK]:
        assert browser.get(url_of(file)).status_code == 200
    answer = browser.get(url_of(files[ASK]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(url_of(files[ASK], "/reden?next="))
    page = browser.get(answer.headers["Location"]).content.decode()
    assert "binnen een uur 3 verschillende dossiers" in page
    assert "CNRYWATCH" not in page
    with cast.anouk.at_work():
        assert not Entry.objects.filter(object_id=files[ASK].pk).exists()
    # What she opened before stays open to her, and the list goes on working.
    assert browser.get(url_of(files[0])).status_code == 200
    assert browser.get("/bureau/utrecht/klanten").status_code == 200


def test_a_reason_opens_the_file_and_stands_beside_the_views_that_follow(
    cast: Cast, files: list[ClientFile]
) -> None:
    browser = cast.anouk.browser()
    for file in files[:ASK]:
        browser.get(url_of(file))
    answer = explained(browser, files[ASK])
    assert answer.headers["Location"] == url_of(files[ASK])
    for file in files[ASK:STOP]:
        assert browser.get(url_of(file)).status_code == 200
    with cast.anouk.at_work():
        rows = Entry.objects.filter(action="file.viewed").order_by("id")
        assert [bool(row.reason) for row in rows] == [False, False, False, True, True]
    log = cast.priya.browser().get("/bureau/utrecht/inzage").content.decode()
    assert "Ik maak de kwartaalcijfers." in log


@pytest.mark.parametrize("because", ["", "123456782", "x" * 300, "\x00"])
def test_a_reason_is_said_in_words_without_a_number(
    cast: Cast, files: list[ClientFile], because: str
) -> None:
    answer = explained(cast.anouk.browser(), files[0], because)
    assert answer.status_code == 200
    assert b'class="error-summary"' in answer.content


def test_after_an_hour_the_count_begins_anew(cast: Cast, files: list[ClientFile]) -> None:
    browser = cast.anouk.browser()
    for file in files[:ASK]:
        browser.get(url_of(file))
    later = timezone.now() + timedelta(minutes=61)
    with time_machine.travel(later, tick=True):
        assert cast.anouk.browser().get(url_of(files[ASK])).status_code == 200


def _open_until_stopped(somebody: Somebody, files: list[ClientFile]) -> list[int]:
    browser = somebody.browser()
    explained(browser, files[0])
    return [browser.get(url_of(file)).status_code for file in files]


def test_the_last_file_of_the_hour_opens_and_the_next_does_not(
    cast: Cast, files: list[ClientFile]
) -> None:
    seen = _open_until_stopped(cast.anouk, files)
    assert seen == [200] * STOP + [429] * (len(files) - STOP)
    answer = cast.anouk.browser().get(url_of(files[-1]))
    assert b"CNRYWATCH" not in answer.content
    assert "5 verschillende dossiers" in answer.content.decode()
    with cast.anouk.at_work():
        refused = Entry.objects.filter(action="access.denied", actor_id=cast.anouk.member.pk)
        assert refused.count() == len(files) - STOP + 1


def test_no_page_of_a_file_is_a_way_round(cast: Cast, files: list[ClientFile]) -> None:
    _open_until_stopped(cast.anouk, files)
    browser = cast.anouk.browser()
    for tail in ("", "/wie", "/wijzig", "/situatie", "/gesprek", "/wie-keek-mee"):
        for answer in (browser.get(url_of(files[-1], tail)), browser.post(url_of(files[-1], tail))):
            assert answer.status_code in {429, 405}, tail
            assert b"CNRYWATCH" not in answer.content, tail


def test_a_form_that_was_sent_is_not_lost(cast: Cast, files: list[ClientFile]) -> None:
    browser = cast.anouk.browser()
    for file in files[:ASK]:
        browser.get(url_of(file))
    answer = browser.post(url_of(files[ASK], "/wijzig"), {"last_name": "Anders"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "één pagina terug" in page
    assert url_of(files[ASK], "/reden") in page
    assert "CNRYWATCH" not in page


def test_the_manager_hears_of_it_once(cast: Cast, files: list[ClientFile]) -> None:
    _open_until_stopped(cast.anouk, files)
    with cast.anouk.at_work():
        rows = list(Outbox.objects.filter(effect="workplace.stopped"))
        assert [row.arguments["manager_id"] for row in rows] == [cast.mila.member.pk]
        assert Entry.objects.filter(action="watch.stopped").count() == 1
    assert outbox.deliver(cast.utrecht.pk, rows[0].pk)
    (letter,) = mail.outbox
    assert letter.to == [cast.mila.user.email]
    assert "Anouk Vermeer" in letter.body
    assert "CNRYWATCH" not in letter.body


def test_colleagues_and_other_desks_go_on(cast: Cast, files: list[ClientFile]) -> None:
    _open_until_stopped(cast.anouk, files)
    assert cast.bas.browser().get(url_of(files[-1])).status_code == 200
    number = cast.files["zwolle"].client.number
    assert cast.chaima.browser().get(f"/bureau/zwolle/klanten/{number}").status_code == 200


def test_the_reason_page_leads_nowhere_else(cast: Cast, files: list[ClientFile]) -> None:
    sent = {"reason": "Cijfers", "next": "//evil.example.com"}
    answer = cast.anouk.browser().post(url_of(files[0], "/reden"), sent)
    assert answer.headers["Location"] == url_of(files[0])
