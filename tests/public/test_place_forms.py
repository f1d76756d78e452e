"""Interest in a place in three fields, and a report that its text is wrong."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from loketten.tenancy.context import at_desk
from tests.cast import Cast
from tests.places import make_employer, make_vacancy
from vacancies.links import secret_of
from vacancies.models import AdReport, Interest, Listing


@pytest.fixture
def place(cast: Cast) -> Any:
    """A place of Utrecht that is online."""
    with cast.anouk.at_work():
        vacancy = make_vacancy(cast.anouk.member, make_employer(cast.anouk.member))
    return Listing.objects.select_related("desk").get(public_id=vacancy.public_id)


def _at(place: Any, what: str) -> str:
    return f"/vacatures/{place.desk.slug}/{place.slug}/{what}"


def _form(**fields: str) -> dict[str, str]:
    key = str(uuid.uuid4())
    return {"name": "Yusuf Demir", "reach": "06 000 000 41", "message": "", "key": key, **fields}


def _end(place: Any, **fields: Any) -> None:
    with at_desk(place.desk_id):
        Listing.objects.filter(pk=place.pk).update(**fields)


def test_the_place_leads_to_both_forms(place: Any) -> None:
    page = Browser().get(f"/vacatures/{place.desk.slug}/{place.slug}").content.decode()
    assert _at(place, "interesse") in page
    assert _at(place, "melden") in page


def test_interest_in_three_fields_reaches_the_desk(place: Any, queries: Any) -> None:
    browser = Browser()
    page = browser.get(_at(place, "interesse"))
    assert "no-store" in page.headers["Cache-Control"]
    text = page.content.decode()
    assert "Leerling timmerman" in text
    assert text.count("<textarea") + text.count('type="text"') == 3
    form = _form(message="Ik hou van hout")
    with queries() as seen:
        answers = [browser.post(_at(place, "interesse"), form) for _ in range(2)]
    assert len(seen) <= 16, "\n".join(seen)
    with at_desk(place.desk_id):
        row = Interest.objects.select_related("vacancy").get()
    assert (row.name, row.phone, row.email) == ("Yusuf Demir", "0600000041", "")
    assert {answer.headers["Location"] for answer in answers} == {f"/aanvraag/{secret_of(row)}"}
    followed = browser.get(answers[0].headers["Location"]).content.decode()
    assert "Leerling timmerman" in followed
    assert "Ik hou van hout" in followed


def test_a_mistake_loses_nothing(place: Any) -> None:
    answer = Browser().post(_at(place, "interesse"), _form(reach="x", message="Ik hou van hout"))
    text = answer.content.decode()
    assert "Schrijf een e-mailadres zoals" in text
    assert "Ik hou van hout" in text
    with at_desk(place.desk_id):
        assert not Interest.objects.exists()


@pytest.mark.parametrize("what", ["interesse", "melden"])
def test_a_place_that_is_gone_has_no_form(place: Any, what: str) -> None:
    assert Browser().get(_at(place, what)).status_code == 200
    _end(place, expires_on=timezone.localdate() - timedelta(days=1))
    for method in ("get", "post"):
        gone = getattr(Browser(), method)(_at(place, what))
        assert gone.headers["Location"] == f"/vacatures/utrecht/{place.slug}"
    place.slug = "nergens"
    assert Browser().get(_at(place, what)).status_code == 404


def test_a_report_reaches_the_desk_once_and_asks_no_name(place: Any) -> None:
    browser = Browser()
    text = browser.get(_at(place, "melden")).content.decode()
    assert 'name="name"' not in text
    form = {"reason": "wrong", "remark": "Het loon klopt niet", "key": str(uuid.uuid4())}
    for _ in range(2):
        answer = browser.post(_at(place, "melden"), form)
        assert answer.headers["Location"] == _at(place, "gemeld")
    assert "Bedankt voor je melding" in browser.get(_at(place, "gemeld")).content.decode()
    with at_desk(place.desk_id):
        assert AdReport.objects.get().remark == "Het loon klopt niet"
    wrong = browser.post(_at(place, "melden"), {**form, "reason": "", "key": str(uuid.uuid4())})
    assert "Kies wat er niet klopt." in wrong.content.decode()
    assert "Het loon klopt niet" in wrong.content.decode()
