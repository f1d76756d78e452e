"""Asking a desk something, and following it."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from loketten.accounts.models import Token
from loketten.tenancy.context import at_desk
from portal.public import too_much
from tests import questions
from tests.cast import Cast
from vacancies.actions.answer import end
from vacancies.choices import Outcome
from vacancies.links import secret_of
from vacancies.models import DeskRequest

ASK = "/loket/utrecht/vraag"


def _form(**fields: str) -> dict[str, str]:
    return {
        "kind": "talk",
        "name": "Yusuf Demir",
        "reach": "yusuf@example.nl",
        "message": "Kan ik langskomen?",
        "moment": "morning",
        "key": str(uuid.uuid4()),
        **fields,
    }


def _rows(cast: Cast) -> list[DeskRequest]:
    with at_desk(cast.utrecht.pk):
        return list(DeskRequest.objects.order_by("pk"))


def test_the_form_is_nobodys_to_keep_and_sets_the_only_cookie(cast: Cast, queries: Any) -> None:
    with queries() as seen:
        answer = Browser().get(ASK)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert list(answer.cookies) == ["csrftoken"]
    assert len(seen) == 1, seen
    other = Browser().get(ASK)
    keys = [
        re.search(r'name="key" value="(.+?)"', page.content.decode()) for page in (answer, other)
    ]
    assert keys[0]
    assert keys[1]
    assert keys[0][1] != keys[1][1]


def test_every_public_page_leads_to_the_question(cast: Cast) -> None:
    for name in ("home", "places", "desks", "employers", "my_plan"):
        page = Browser().get(reverse(f"public:{name}")).content.decode()
        assert 'href="/vraag"' in page, name


def test_a_postcode_leads_to_the_form_of_its_desk(cast: Cast) -> None:
    assert Browser().get("/vraag").status_code == 200
    answer = Browser().get("/vraag?q=3511+ZZ")
    assert answer.headers["Location"] == ASK
    unknown = Browser().get("/vraag?q=nergenshuizen")
    assert unknown.status_code == 200
    assert "nergenshuizen" in unknown.content.decode()


def test_a_question_leads_to_its_own_page(cast: Cast, queries: Any) -> None:
    browser = Browser()
    with queries() as seen:
        answer = browser.post(ASK, _form())
    assert len(seen) <= 9, "\n".join(seen)
    (row,) = _rows(cast)
    assert (row.name, row.email, row.moment, row.language) == (
        "Yusuf Demir",
        "yusuf@example.nl",
        "morning",
        "nl",
    )
    assert answer.headers["Location"] == f"/aanvraag/{secret_of(row)}"
    with queries() as seen:
        page = browser.get(answer.headers["Location"])
    assert len(seen) <= 3, seen
    text = page.content.decode()
    assert "Je vraag is verstuurd" in text
    assert "Kan ik langskomen?" in text
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]


def test_pressing_twice_leads_to_the_same_page(cast: Cast) -> None:
    form = _form()
    answers = [Browser().post(ASK, form) for _ in range(3)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(_rows(cast)) == 1


def test_another_text_gets_a_key_of_its_own(cast: Cast) -> None:
    form = _form()
    Browser().post(ASK, form)
    answer = Browser().post(ASK, {**form, "name": "Nora Jansen"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Nora Jansen" in text
    key = re.search(r'name="key" value="(.+?)"', text)
    assert key
    assert key[1] != form["key"]
    assert Browser().post(ASK, {**form, "name": "Nora Jansen", "key": key[1]}).status_code == 302
    assert [row.name for row in _rows(cast)] == ["Yusuf Demir", "Nora Jansen"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Vul je naam in."),
        ("reach", "", "Vul een telefoonnummer of een e-mailadres in."),
        ("reach", "yusuf@", "Schrijf een e-mailadres zoals"),
        ("reach", "12345", "Schrijf een e-mailadres zoals"),
        ("kind", "dance", "Kies iets uit de lijst."),
        ("message", "Mijn nummer is 111222333", "burgerservicenummer"),
        ("key", "x", "Druk nog een keer"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_lost(
    field: str, value: str, sentence: str, cast: Cast
) -> None:
    answer = Browser().post(ASK, _form(**{field: value}))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in text
    assert _rows(cast) == []
    kept = {"name": "Yusuf Demir", "message": "Kan ik langskomen?"}
    for name in kept.keys() - {field}:
        assert kept[name] in text


def test_who_wants_a_call_gives_a_number(cast: Cast) -> None:
    refused = Browser().post(ASK, _form(kind="call-back")).content.decode()
    assert "zodat we je kunnen bellen" in refused
    assert Browser().post(ASK, _form(kind="call-back", reach="06 000 000 41")).status_code == 302
    (row,) = _rows(cast)
    assert (row.kind, row.phone, row.email) == ("call-back", "0600000041", "")


def test_a_link_may_say_what_it_is_about(cast: Cast) -> None:
    page = Browser().get(f"{ASK}?wat=call-back").content.decode()
    assert re.search(r'value="call-back"[^>]*checked', page)
    assert re.search(r'value="talk"[^>]*checked', Browser().get(f"{ASK}?wat=x").content.decode())


def test_too_much_is_refused_with_a_number_to_call(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(too_much, "AN_HOUR_TO_ONE_READER", 2)
    form = _form()
    for _ in range(3):
        assert Browser().post(ASK, form).status_code == 302, "the same form is no second one"
    assert Browser().post(ASK, _form()).status_code == 302
    refused = Browser().post(ASK, _form(message="Ik wil graag weten"))
    assert refused.status_code == 429
    assert "030 000 00 12" in refused.content.decode()
    assert "Ik wil graag weten" in refused.content.decode()
    assert Browser().post(ASK, _form(reach="nora@example.nl")).status_code == 302
    assert len(_rows(cast)) == 3


def test_a_closed_or_unknown_desk_has_no_form(cast: Cast) -> None:
    cast.utrecht.closed_on = timezone.localdate()
    cast.utrecht.save()
    assert Browser().get(ASK).status_code == 404
    assert Browser().get("/loket/nergens/vraag").status_code == 404


def test_looking_uses_nothing_up_and_writes_nothing(cast: Cast, queries: Any) -> None:
    with at_desk(cast.utrecht.pk):
        secret = secret_of(questions.request())
    for address in (f"/aanvraag/{secret}", f"/aanvraag/{secret}/intrekken"):
        for _ in range(2):
            with queries() as seen:
                assert Browser().get(address).status_code == 200
            assert not [sql for sql in seen if not sql.lstrip().startswith("SELECT")]


def test_the_page_says_how_it_ended(cast: Cast) -> None:
    with cast.anouk.at_work():
        for outcome, sentence in (
            (Outcome.CALLED, "per telefoon"),
            (Outcome.UNREACHABLE, "met een ander nummer"),
            (Outcome.ELSEWHERE, "wie dat wel kan"),
            (Outcome.NO_QUESTION, "zonder antwoord afgesloten"),
        ):
            row = questions.request()
            end(row, by=cast.anouk.member, version=1, outcome=outcome)  # type: ignore[arg-type]
            page = Browser().get(f"/aanvraag/{secret_of(row)}").content.decode()
            assert sentence in page, outcome
            assert "tel:0300000012" in page


def test_withdrawing_asks_first_and_then_erases(cast: Cast) -> None:
    with at_desk(cast.utrecht.pk):
        secret = secret_of(questions.request())
    browser = Browser()
    asked = browser.get(f"/aanvraag/{secret}/intrekken").content.decode()
    assert "Je vraag intrekken?" in asked
    for _ in range(2):
        answer = browser.post(f"/aanvraag/{secret}/intrekken")
        assert answer.headers["Location"] == f"/aanvraag/{secret}"
    page = browser.get(f"/aanvraag/{secret}").content.decode()
    assert "Je hebt je vraag ingetrokken" in page
    assert "Yusuf" not in page
    assert [row.name for row in _rows(cast)] == [""]


def test_a_link_that_is_old_or_wrong_leads_on(cast: Cast) -> None:
    with at_desk(cast.utrecht.pk):
        secret = secret_of(questions.request())
    Token.objects.update(expires_at=timezone.now() - timedelta(days=1))
    for address in (f"/aanvraag/{secret}", f"/aanvraag/{secret}/intrekken"):
        for method in ("get", "post"):
            old = getattr(Browser(), method)(address)
            assert old.status_code == 410
            assert ASK in old.content.decode()
            assert "tel:0300000012" in old.content.decode()
            assert "no-store" in old.headers["Cache-Control"]
    wrong = Browser().get("/aanvraag/onbekend")
    assert wrong.status_code == 404
    assert 'href="/vraag"' in wrong.content.decode()
    assert "Yusuf" not in wrong.content.decode()
