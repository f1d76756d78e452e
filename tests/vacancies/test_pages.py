"""The pages of employers and vacancies, as a browser meets them."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast, Somebody
from tests.clients.forms import fields_of, send, submit, text_of
from tests.places import make_employer, make_vacancy
from tests.vacancies.places import columns_of, draft_of, employer_of, online, recognised
from vacancies.actions.drafts import edit_vacancy
from vacancies.actions.recognitions import Terms, edit_recognition
from vacancies.models import Employer, Listing, Recognition, Vacancy

pytestmark = pytest.mark.usefixtures("contexts")

DESK = "/bureau/utrecht"


def _page(vacancy: Vacancy) -> str:
    return f"{DESK}/vacatures/{vacancy.public_id}"


def _of(employer: Employer) -> str:
    return f"{DESK}/werkgevers/{employer.public_id}"


def test_from_an_employer_to_a_place_that_is_online(cast: Cast) -> None:
    """Every way round an obstacle is on the page."""
    browser = cast.anouk.browser()
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
    new = f"{DESK}/vacatures/nieuw?werkgever={employer.public_id}"
    assert fields_of(browser.get(new))["contact_name"] == ["Leerwerkloket Utrecht"]
    submit(browser, new, title="Leerling-timmerman")
    with cast.anouk.at_work():
        vacancy = Vacancy.objects.get()
        whole = columns_of(cast.anouk)
    page = _page(vacancy)
    assert "Dit concept is nog niet compleet." in text_of(browser.get(page))
    typed = {
        "occupation": whole["occupation_id"],
        "route": "route.bbl",
        "qualification": whole["qualification_id"],
        "tasks": "Je maakt kozijnen.",
        "learning": "Je leert tekening lezen.",
        "hours_from": 32,
        "hours_to": 36,
        "postcode": "7511zz",
        "city": "Enschede",
    }
    assert submit(browser, f"{page}/wijzig", **typed)["Location"] == page
    shown = browser.get(page)
    way = f"{_of(employer)}/erkenningen/nieuw?voor={vacancy.public_id}"
    assert way in shown.content.decode()
    today = timezone.localdate()
    known = {"valid_from": "2020-01-01", "valid_until": str(today + timedelta(days=20))}
    # The qualification is chosen already, and the way leads back.
    assert submit(browser, way, **known)["Location"] == page
    words = text_of(browser.get(page))
    assert "Op die dag loopt de erkenning van het bedrijf af." in words
    browser.post(f"{page}/publiceer", {"version": 2})
    assert Listing.objects.get(public_id=vacancy.public_id).postcode == "7511 ZZ"
    assert "De vacature staat online." in text_of(browser.get(page))


def test_publishing_too_early_says_why_and_publishes_nothing(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = draft_of(cast.anouk)
    browser = cast.anouk.browser()
    answer = browser.post(f"{_page(vacancy)}/publiceer", {"version": 1}, follow=True)
    assert "moet het bedrijf erkend zijn voor de kwalificatie" in text_of(answer)
    assert not Listing.objects.filter(public_id=vacancy.public_id).exists()


def test_emptying_a_field_of_what_is_online_loses_nothing(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
    browser = cast.anouk.browser()
    answer = submit(browser, f"{_page(vacancy)}/wijzig", title="", tasks="Nieuwe tekst.")
    assert answer.status_code == 200
    assert fields_of(answer)["tasks"] == ["Nieuwe tekst."]
    assert "Deze plek staat online." in text_of(answer)
    assert Listing.objects.get(public_id=vacancy.public_id).title == "Leerling-timmerman"


def test_two_editors_of_a_vacancy_see_both_texts(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
    mine, url = cast.anouk.browser(), f"{_page(vacancy)}/wijzig"
    sent = fields_of(mine.get(url))
    with cast.bas.at_work():
        columns = columns_of(cast.anouk, title="Van Bas", street="Kade 1")
        edit_vacancy(vacancy, columns, by=cast.bas.member, version=vacancy.version)
    overtaken = send(mine, url, sent, title="Van Anouk")
    assert overtaken.status_code == 409
    kept = fields_of(overtaken)
    assert (kept["title"], kept["street"]) == (["Van Anouk"], ["Kade 1"])
    assert "Van Bas" in text_of(overtaken)
    assert send(mine, url, kept).status_code == 302


def test_two_editors_of_a_recognition_see_both(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer = employer_of(cast.anouk)
        recognition = recognised(cast.anouk, employer)
    mine, url = cast.anouk.browser(), f"{_of(employer)}/erkenningen/{recognition.pk}/wijzig"
    sent = fields_of(mine.get(url))
    with cast.bas.at_work():
        terms = Terms(
            qualification_id=recognition.qualification_id,
            valid_from=recognition.valid_from,
            valid_until=recognition.valid_until + timedelta(days=1),
        )
        edit_recognition(recognition, terms, by=cast.bas.member, version=1)
    overtaken = send(mine, url, sent, trainer="Ria Boom")
    assert overtaken.status_code == 409
    assert send(mine, url, fields_of(overtaken)).status_code == 302
    with cast.anouk.at_work():
        saved = Recognition.objects.get()
    assert saved.trainer == "Ria Boom"
    assert saved.valid_until == recognition.valid_until + timedelta(days=1)


def test_a_visit_is_changed_by_who_was_there_and_withdrawn_by_the_manager_too(cast: Cast) -> None:
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member)
        visit = employer.visits.get()
    mine, url = cast.anouk.browser(), f"{_of(employer)}/bezoeken/{visit.pk}"
    sent = fields_of(mine.get(f"{url}/wijzig"))
    assert send(mine, f"{url}/wijzig", sent, summary="Drie plekken.").status_code == 302
    # The same page in a second window: both texts, and nothing lost.
    overtaken = send(mine, f"{url}/wijzig", sent, summary="Vier plekken.")
    assert overtaken.status_code == 409
    assert fields_of(overtaken)["summary"] == ["Vier plekken."]
    words = text_of(cast.bas.browser().get(_of(employer)))
    assert "Drie plekken." in words
    assert "Twee plekken in het najaar." in words, "the earlier text"
    assert f"{url}/intrekken" not in cast.bas.browser().get(_of(employer)).content.decode()
    assert cast.bas.browser().get(f"{url}/intrekken").status_code == 403
    typed = fields_of(mine.get(f"{url}/wijzig"))
    assert submit(cast.mila.browser(), f"{url}/intrekken", because="Dubbel").status_code == 302
    words = text_of(mine.get(_of(employer)))
    assert "Reden: Dubbel" in words
    assert "Drie plekken." not in words
    # Too late for who opens the page, and for who was typing: her text stays to copy.
    assert "Dit bezoek is ingetrokken." in text_of(mine.get(f"{url}/wijzig", follow=True))
    late = send(mine, f"{url}/wijzig", typed, summary="Vijf plekken.")
    assert "Dit bezoek is ingetrokken." in text_of(late)
    assert fields_of(late)["summary"] == ["Vijf plekken."]


def test_a_lookalike_is_shown_and_can_be_passed(cast: Cast) -> None:
    with cast.anouk.at_work():
        known = employer_of(cast.anouk)
    browser, url = cast.bas.browser(), f"{DESK}/werkgevers/nieuw"
    asked = submit(browser, url, name="Bouwbedrijf de Eik BV")
    assert _of(known) in asked.content.decode()
    saved = send(browser, url, fields_of(asked), is_another="on")
    assert saved.status_code == 302


def test_a_row_of_another_employer_is_not_found(cast: Cast) -> None:
    """Mixed numbers: both of this desk."""
    with cast.anouk.at_work():
        one, other = (make_employer(cast.anouk.member, name=name) for name in "AB")
        person, visit = other.contacts.get().pk, other.visits.get().pk
        recognition = other.recognitions.get().pk
    browser = cast.anouk.browser()
    assert browser.get(f"{_of(one)}/contacten/{person}/wijzig").status_code == 404
    assert browser.get(f"{_of(one)}/erkenningen/{recognition}/wijzig").status_code == 404
    assert browser.post(f"{_of(one)}/bezoeken/{visit}/klaar").status_code == 404
    other_vacancy = f"{_of(one)}/erkenningen/nieuw?voor={uuid.uuid4()}"
    assert "Je komt van de vacature" not in text_of(browser.get(other_vacancy))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Mijn concept", "Online", "Bijna voorbij"}),
        ("?toon=concept", {"Mijn concept"}),
        ("?toon=online", {"Online", "Bijna voorbij"}),
        ("?toon=bijna-voorbij", {"Bijna voorbij"}),
        ("?toon=gesloten", set()),
        ("?q=bijna", {"Bijna voorbij"}),
        ("?toon=nergens", {"Mijn concept", "Online", "Bijna voorbij"}),
    ],
)
def test_the_list_shows_what_was_asked(cast: Cast, query: str, shown: set[str]) -> None:
    soon = timezone.localdate() + timedelta(days=3)
    with cast.anouk.at_work():
        draft_of(cast.anouk, title="Mijn concept")
        online(cast.anouk, title="Online")
        online(cast.anouk, title="Bijna voorbij", apply_by=soon)
    with cast.chaima.at_work():
        online(cast.chaima, title="Van Zwolle")
    answer = cast.anouk.browser().get(f"{DESK}/vacatures{query}")
    titles = {vacancy.title for vacancy in answer.context["page"]}
    assert titles == shown


def test_owner_and_employer_narrow_the_list(cast: Cast) -> None:
    with cast.anouk.at_work():
        mine = online(cast.anouk, title="Van mij")
        online(cast.bas, title="Van Bas", owner=cast.bas.member)
    assert cast.bas.member
    browser = cast.anouk.browser()
    for query, title in (
        (f"van={cast.bas.member.pk}", "Van Bas"),
        (f"werkgever={mine.employer.public_id}", "Van mij"),
    ):
        answer = browser.get(f"{DESK}/vacatures?{query}")
        assert [vacancy.title for vacancy in answer.context["page"]] == [title]


def _many(somebody: Somebody, rows: int) -> None:
    for number in range(rows):
        employer = make_employer(somebody.member, name=f"Bedrijf {number}")
        make_vacancy(somebody.member, employer, title=f"Plek {number}")


@pytest.mark.parametrize(
    ("path", "budget"), [("werkgevers", 6), ("werkgevers?q=bedrijf", 6), ("vacatures", 6)]
)
def test_a_list_costs_the_same_for_one_row_and_for_twenty(
    cast: Cast, queries: Any, path: str, budget: int
) -> None:
    counts, browser = [], cast.anouk.browser()
    for rows in (1, 19):
        with cast.anouk.at_work():
            _many(cast.anouk, rows)
        counts.append(_count(queries, lambda: browser.get(f"{DESK}/{path}")))
    assert counts[0] == counts[1] <= budget


def test_an_employer_costs_the_same_with_many_rows(cast: Cast, queries: Any) -> None:
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member)
        make_vacancy(cast.anouk.member, employer)
    browser = cast.anouk.browser()
    first = _count(queries, lambda: browser.get(_of(employer)))
    with cast.anouk.at_work():
        for number in range(9):
            make_vacancy(cast.anouk.member, employer, title=f"Plek {number}")
            contact = employer.contacts.create(name=f"Ria {number}")
            visit = employer.visits.get(key=employer.visits.first().key)
            visit.pk, visit.key, visit.contact = None, uuid.uuid4(), contact
            visit.save(force_insert=True)
    assert _count(queries, lambda: browser.get(_of(employer))) == first <= 9


def test_a_vacancy_costs_the_same_with_much_history(cast: Cast, queries: Any) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
    browser = cast.anouk.browser()
    first = _count(queries, lambda: browser.get(_page(vacancy)))
    for _ in range(5):
        browser.post(f"{_page(vacancy)}/ververs")
    assert _count(queries, lambda: browser.get(_page(vacancy))) == first <= 9


def _count(queries: Any, visit: Callable[[], Any]) -> int:
    """Of a second visit: the first one in a browser also writes down that it came."""
    visit()
    with queries() as seen:
        assert visit().status_code == 200
    return len(seen)


def test_the_preview_shows_a_half_filled_draft_as_the_public_page_would(cast: Cast) -> None:
    empty: dict[str, Any] = {"title": "", "hours_from": None, "hours_to": None, "route_id": None}
    with cast.anouk.at_work():
        vacancy = draft_of(cast.anouk, **empty, qualification_id=None)
    words = text_of(cast.anouk.browser().get(f"{_page(vacancy)}/voorbeeld"))
    assert "Nog niemand anders ziet dit." in words
    assert "Je maakt kozijnen." in words
    assert "None" not in words


def test_the_history_says_who_did_what(cast: Cast) -> None:
    with cast.anouk.at_work():
        vacancy = online(cast.anouk)
    words = text_of(cast.bas.browser().get(_page(vacancy)))
    assert "Zette een vacature online" in words
    assert "Anouk Vermeer" in words
