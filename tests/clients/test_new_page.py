"""The form that registers somebody."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser

from clients.models import Client, ClientFile
from loketten.audit.models import Entry
from tests.cast import Cast
from tests.clients.forms import fields_of, send, submit, text_of
from tests.clients.people import BSN, last_entry, opened, person

NEW = "/bureau/utrecht/klanten/nieuw"
HAILE = {
    "first_name": "Selam",
    "last_name": "Haile",
    "born": "1994",
    "contact_by": "phone",
    "phone": "06-000 000 41",
    "language": "language.tigrinya",
    "needs_interpreter": "on",
    "entry": "entry.uwv",
}


def test_a_counselor_opens_a_file_of_her_own(cast: Cast) -> None:
    response = submit(cast.anouk.browser(), NEW, **HAILE)
    assert response["Location"] == "/bureau/utrecht/klanten/UT-00001"
    with cast.anouk.at_work():
        file = ClientFile.objects.get(client__number="UT-00001")
        client = file.client
        assert (client.first_name, client.last_name, client.birth_year, client.phone) == (
            "Selam", "Haile", 1994, "0600000041"
        )  # fmt: skip
        assert (client.language_id, client.needs_interpreter) == ("language.tigrinya", True)
        assert (file.owner_id, file.entry_id) == (cast.anouk.member.pk, "entry.uwv")


def test_looking_at_the_form_writes_nothing(cast: Cast) -> None:
    with cast.anouk.at_work():
        before = (Client.objects.count(), Entry.objects.count())
    assert cast.anouk.browser().get(NEW).status_code == 200
    with cast.anouk.at_work():
        assert (Client.objects.count(), Entry.objects.count()) == before


def test_reception_chooses_a_counselor_and_comes_to_the_card(cast: Cast) -> None:
    browser = cast.bram.browser()
    page = browser.get(NEW)
    assert fields_of(page)["owner"] == [""]
    assert "Kies een adviseur." in text_of(submit(browser, NEW, **HAILE))
    response = submit(browser, NEW, **HAILE, owner=cast.bas.member.pk)
    assert response["Location"] == "/bureau/utrecht/klanten/UT-00001/wie"


def test_only_counselors_of_this_desk_can_be_chosen(cast: Cast) -> None:
    page = cast.bram.browser().get(NEW).content.decode()
    for name in ("Anouk Vermeer", "Bas Elferink", "Dina Kramer"):
        assert name in page
    for name in ("Chaima Bouzid", "Mila de Wit", "Eva Post", "Priya Sital"):
        assert name not in page


@pytest.mark.parametrize("who", ["chaima", "eva", "mila"])
def test_another_counselor_cannot_be_posted_either(cast: Cast, who: str) -> None:
    browser = cast.bram.browser()
    foreign = submit(browser, NEW, **HAILE, owner=getattr(cast, who).member.pk)
    unknown = submit(browser, NEW, **HAILE, owner="99999999")
    assert "Deze keuze bestaat niet. Kies iets anders." in text_of(foreign)
    assert text_of(foreign) == text_of(unknown)


def test_the_same_form_twice_is_one_client(cast: Cast) -> None:
    browser = cast.anouk.browser()
    sent = fields_of(browser.get(NEW))
    first, second = (send(browser, NEW, sent, **HAILE) for _ in range(2))
    assert first["Location"] == second["Location"]
    with cast.anouk.at_work():
        assert Client.objects.filter(last_name="Haile").count() == 1


def test_twenty_submits_at_once_end_at_one_place(real_cast: Cast) -> None:
    browser = real_cast.anouk.browser()
    sent = fields_of(browser.get(NEW))
    session = browser.cookies["sessionid"].value

    def press(_: int) -> str:
        try:
            other = Browser()
            other.cookies["sessionid"] = session
            return send(other, NEW, sent, **HAILE)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(press, range(20))) == {"/bureau/utrecht/klanten/UT-00001"}
    with real_cast.anouk.at_work():
        assert Client.objects.filter(last_name="Haile").count() == 1
        assert Entry.objects.filter(action="file.opened").count() == 1


def test_the_same_form_for_a_second_person_asks_and_then_makes_one(cast: Cast) -> None:
    browser = cast.anouk.browser()
    sent = fields_of(browser.get(NEW))
    send(browser, NEW, sent, **HAILE)
    other = {**HAILE, "first_name": "Yonas", "last_name": "Bakker", "phone": "06 000 000 42"}
    again = send(browser, NEW, sent, **other)
    assert "met andere antwoorden" in text_of(again)
    response = send(browser, NEW, fields_of(again))
    assert response["Location"] == "/bureau/utrecht/klanten/UT-00002"


def test_a_key_that_is_no_key_is_replaced(cast: Cast) -> None:
    browser = cast.anouk.browser()
    again = submit(browser, NEW, **{**HAILE, "key": "not-a-key\x00"})
    assert "Druk nog een keer op de knop." in text_of(again)
    assert send(browser, NEW, fields_of(again)).status_code == 302


def test_a_lookalike_is_pointed_out_and_can_be_somebody_else(cast: Cast) -> None:
    with cast.bas.at_work():
        first = opened(cast.bas)
    browser = cast.bram.browser()
    again = submit(browser, NEW, **HAILE, owner=cast.bas.member.pk)
    assert again.status_code == 200
    page = text_of(again)
    assert "Lijkt op iemand die we kennen" in page
    assert f"/bureau/utrecht/klanten/{first.client.number}/wie" in again.content.decode()
    with cast.bram.at_work():
        assert (last_entry().action, last_entry().shown_ids) == ("client.listed", [first.client_id])
    response = send(browser, NEW, fields_of(again), is_somebody_else="on")
    assert response["Location"] == "/bureau/utrecht/klanten/UT-00002/wie"


def test_no_lookalike_means_no_question(cast: Cast) -> None:
    assert "Dit is iemand anders" not in text_of(cast.anouk.browser().get(NEW))


def test_a_lookalike_at_another_desk_is_as_if_nobody(cast: Cast) -> None:
    with cast.chaima.at_work():
        opened(cast.chaima)
    assert submit(cast.anouk.browser(), NEW, **HAILE).status_code == 302


MISTAKES = [
    ({"last_name": " "}, "Vul een achternaam in."),
    ({"contact_by": None}, "Kies hoe we deze persoon mogen bereiken."),
    ({"contact_by": "email"}, "Vul het e-mailadres in, of kies een andere manier."),
    ({"phone": ""}, "Vul het telefoonnummer in, of kies een andere manier."),
    ({"phone": "bel maar"}, "Dit is geen telefoonnummer."),
    ({"email": "naam@"}, "Schrijf een adres zoals naam@example.nl."),
    ({"born": "31-2-1990"}, "Deze dag kennen we niet."),
    ({"born": "9999-12-31"}, "Toen kan iemand niet geboren zijn."),
    ({"born": "1-1-1800"}, "Toen kan iemand niet geboren zijn."),
    ({"asked_on": "9999-12-31"}, "Deze dag is er nog niet."),
    ({"asked_on": "1-1-2004"}, "De loketten bestaan sinds 2005."),
    ({"asked_on": "gisteren"}, "Deze dag kennen we niet."),
    ({"language": "theme.bbl"}, "Deze keuze bestaat niet."),
    ({"entry": "level.vwo"}, "Deze keuze bestaat niet."),
    ({"contact_by": "pigeon"}, "Deze keuze bestaat niet."),
    ({"last_name": "Hai\x00le"}, "een teken dat we niet kunnen bewaren"),
    ({"last_name": "x" * 121}, "Dit is 121 tekens lang."),
    ({"first_name": "x" * 1_000_000}, "1000000 tekens lang"),
    ({"email": "a" * 100_000 + "@example.nl"}, "tekens lang"),
    ({"phone": "1" * 100_000}, "tekens lang"),
]


@pytest.mark.parametrize(("changes", "sentence"), MISTAKES)
def test_a_mistake_is_said_in_words_and_nothing_is_lost(
    cast: Cast, changes: dict[str, Any], sentence: str
) -> None:
    browser = cast.anouk.browser()
    typed = {**HAILE, **changes}
    again = submit(browser, NEW, **typed)
    assert again.status_code == 200
    assert sentence in text_of(again)
    kept = fields_of(again)
    for name in ("first_name", "last_name", "born", "phone", "email", "asked_on"):
        if name in typed:
            # A text box drops white space around the text of an attribute, nothing else.
            assert kept[name] == [typed[name]]
    with cast.anouk.at_work():
        assert not Client.objects.filter(number="UT-00001").exists()


def test_a_body_that_is_too_large_is_refused(cast: Cast) -> None:
    response = cast.anouk.browser().post(NEW, {"last_name": "x" * 3_000_000})
    assert response.status_code == 400


def test_a_citizen_service_number_asks_for_a_choice_and_keeps_the_text(cast: Cast) -> None:
    browser = cast.anouk.browser()
    name = f"Haile {BSN}"
    again = submit(browser, NEW, **{**HAILE, "last_name": name})
    assert "Dit lijkt op een burgerservicenummer." in text_of(again)
    kept = fields_of(again)
    assert kept["last_name"] == [name]
    assert "last_name_not_a_bsn" in again.content.decode()
    assert "first_name_not_a_bsn" not in again.content.decode()
    assert send(browser, NEW, kept, last_name="Haile").status_code == 302


def test_who_says_it_is_something_else_is_believed_and_logged(cast: Cast) -> None:
    browser = cast.anouk.browser()
    name = f"Haile {BSN}"
    again = submit(browser, NEW, **{**HAILE, "last_name": name})
    response = send(browser, NEW, fields_of(again), last_name_not_a_bsn="on")
    assert response.status_code == 302
    with cast.anouk.at_work():
        entry = Entry.objects.get(action="bsn.overruled")
        assert (entry.changed_fields, entry.actor_id) == (["last_name"], cast.anouk.member.pk)
        assert BSN not in "".join(str(vars(row)) for row in Entry.objects.all())


def test_a_tick_for_one_field_does_not_open_another(cast: Cast) -> None:
    again = submit(
        cast.anouk.browser(), NEW, **{**HAILE, "first_name": BSN, "last_name_not_a_bsn": "on"}
    )
    assert again.status_code == 200


def test_a_phone_number_is_never_taken_for_one(cast: Cast) -> None:
    typed = {**HAILE, "phone": "+49 123456782"}
    assert submit(cast.anouk.browser(), NEW, **typed).status_code == 302


def test_columns_that_are_not_asked_for_cannot_be_written(cast: Cast) -> None:
    stolen = {
        "number": "ZW-99999", "desk": cast.zwolle.pk, "desk_id": cast.zwolle.pk, "id": "7",
        "version": "50", "search_key": "x", "closed_on": "2026-01-01", "opened_on": "2006-01-01",
        "client": "1", "closing_outcome": "outcome.job", "situation": "work", "tenant": "zwolle",
    }  # fmt: skip
    assert submit(cast.anouk.browser(), NEW, **HAILE, **stolen).status_code == 302
    with cast.anouk.at_work():
        file = ClientFile.objects.get(client__number="UT-00001")
        assert (file.desk_id, file.version, file.client.version) == (cast.utrecht.pk, 1, 1)
        assert (file.closed_on, file.situation, file.client.search_key) == (
            None, "", "selam haile"
        )  # fmt: skip
    with cast.chaima.at_work():
        assert not Client.objects.filter(last_name="Haile").exists()


def test_a_form_without_a_token_is_refused(cast: Cast) -> None:
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(cast.anouk.user)
    assert strict.post(NEW, HAILE).status_code == 403
    with cast.anouk.at_work():
        assert not Client.objects.filter(last_name="Haile").exists()


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ request.user }}{% csrf_token %}",
    "' or '1'='1",
    '=HYPERLINK("http://example.nl")',
    "</title><svg onload=alert(1)>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_is_shown_as_text(cast: Cast, payload: str) -> None:
    browser = cast.anouk.browser()
    typed = {**HAILE, "first_name": payload, "last_name": f"Haile {payload}"}
    assert submit(browser, NEW, **typed).status_code == 302
    for page in ("", "/UT-00001/wie", "/UT-00001/wijzig", "/UT-00001/situatie"):
        response = browser.get(f"/bureau/utrecht/klanten{page}")
        body = response.content.decode()
        assert "alert(1)>" not in body
        assert "<svg onload" not in body
        if "/wijzig" in page:
            assert fields_of(response)["last_name"] == [f"Haile {payload}"]


def test_no_address_holds_a_name(cast: Cast) -> None:
    response = submit(cast.anouk.browser(), NEW, **HAILE)
    assert "haile" not in response["Location"].lower()
    with cast.anouk.at_work():
        assert person().last_name == "Haile"
        assert uuid.UUID(str(Client.objects.get(number="UT-00001").key))
