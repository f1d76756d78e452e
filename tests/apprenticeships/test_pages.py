"""The pages of the bridge and of trajectories."""

import uuid
from typing import Any

import pytest
from django.utils import timezone

from apprenticeships.choices import Plank
from apprenticeships.models import AftercareCheck, FundingLine, PlankMark, Trajectory
from loketten.audit.models import Entry
from tests.cast import Cast, Somebody
from tests.places import make_employer
from tests.trajectories import a_record, a_started_one, a_trajectory
from tests.workplace.stories import number_of

FUNDING = {"scheme": "SLIM", "state": "asked", "asked_on": "2026-01-12"}


def get(somebody: Somebody, path: str, status: int = 200) -> str:
    answer = somebody.browser().get(f"/bureau/utrecht/{path}")
    assert answer.status_code == status
    return answer.content.decode()


def post(somebody: Somebody, path: str, data: dict[str, Any]) -> Any:
    return somebody.browser().post(f"/bureau/utrecht/{path}", data, follow=True)


def test_the_file_says_what_is_missing_and_leads_there(cast: Cast) -> None:
    file = cast.files["utrecht"]
    path = f"klanten/{number_of(file)}"
    assert "Van 6 planken is niets vastgelegd." in get(cast.anouk, path)
    mark = {"says": "missing", "reason": "Geen geld", "key": str(uuid.uuid4())}
    html = post(cast.anouk, f"{path}/brug/funding/oordeel", mark).content.decode()
    assert "Eén plank ontbreekt." in html
    assert f'href="/bureau/utrecht/{path}/brug/funding">Vraag geld voor scholing aan' in html
    with cast.anouk.at_work():
        assert PlankMark.objects.get().by_id == cast.anouk.member.pk


def test_a_form_on_a_plank_makes_one_record(cast: Cast) -> None:
    path = f"klanten/{number_of(cast.files['utrecht'])}/brug/funding"
    data = {**FUNDING, "key": str(uuid.uuid4())}
    for _ in range(2):
        assert "Aangevraagd" in post(cast.anouk, path, data).content.decode()
    with cast.anouk.at_work():
        assert FundingLine.objects.get().scheme == "SLIM"
        assert Entry.objects.filter(action="bridge.recorded").count() == 1


def test_a_wrong_answer_keeps_what_was_typed_and_says_what_to_do(cast: Cast) -> None:
    path = f"klanten/{number_of(cast.files['utrecht'])}/brug/funding"
    data = {**FUNDING, "state": "granted", "scheme": "Regeling 111222333", "key": "x"}
    html = post(cast.anouk, path, data).content.decode()
    assert "Vul in op welke dag het antwoord kwam." in html
    assert "burgerservicenummer" in html
    assert "Regeling 111222333" in html


def test_the_second_editor_sees_both_versions(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        line = a_record(cast.anouk.member, file, Plank.FUNDING)
    path = f"klanten/{number_of(file)}/brug/funding/{line.public_id}"
    before = {"scheme": line.scheme, "state": "asked", "asked_on": line.asked_on.isoformat()}
    seen = {f"initial-{name}": value for name, value in before.items()} | {"version": "1"}
    first = post(cast.bas, path, {**seen, **before, "scheme": "Van Bas"})
    assert first.status_code == 200
    second = post(cast.anouk, path, {**seen, **before, "scheme": "Van Anouk"})
    assert second.status_code == 409
    html = second.content.decode()
    assert "Bas Elferink heeft dit net gewijzigd" in html or "Bas Elferink" in html
    assert "Van Anouk" in html
    with cast.anouk.at_work():
        assert FundingLine.objects.get().scheme == "Van Bas"


def test_a_trajectory_is_made_and_goes_its_way(cast: Cast) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member)
    data = {
        "route": "route.bbl",
        "employer": str(employer.public_id),
        "qualification": "25118",
        "school": "Roc Voorbeeld",
        "hours": "32",
        "key": str(uuid.uuid4()),
    }
    html = post(cast.anouk, f"klanten/{number_of(file)}/traject/nieuw", data).content.decode()
    assert "Hierna: de overeenkomst." in html
    with cast.anouk.at_work():
        path = f"trajecten/{Trajectory.objects.get().public_id}"
    today = timezone.localdate().isoformat()
    post(cast.anouk, f"{path}/afspreken", {"day": today, "version": "1"})
    html = post(cast.anouk, f"{path}/starten", {"day": today, "version": "2"}).content.decode()
    assert "De eerste nazorg is over twee weken." in html
    assert html.count("/nazorg/") == 5
    late = post(cast.bas, f"{path}/stoppen", {"day": today, "version": "2", "reason": "other"})
    assert late.status_code == 409
    check = {"outcome": "working", "note": "Gaat goed", "version": "1"}
    html = post(cast.anouk, f"{path}/nazorg/week-2", check).content.decode()
    assert "Gaat goed" in html
    story = get(cast.anouk, f"klanten/{number_of(file)}")
    assert "Anouk Vermeer legde de start bij Bouwbedrijf De Eik vast." in story
    assert "1 van 5 keer gebeld" in story


def test_a_step_that_was_taken_leads_back_to_the_trajectory(cast: Cast) -> None:
    with cast.anouk.at_work():
        running = a_started_one(cast.anouk.member, cast.files["utrecht"])
    path = f"trajecten/{running.public_id}"
    answer = cast.anouk.browser().get(f"/bureau/utrecht/{path}/afspreken", follow=True)
    assert answer.redirect_chain[-1][0] == f"/bureau/utrecht/{path}"
    assert "Deze stap kan nu niet." in answer.content.decode()
    late = {"day": timezone.localdate().isoformat(), "version": "3"}
    assert "Deze stap kan nu niet." in post(cast.anouk, f"{path}/afspreken", late).content.decode()


def test_a_refused_start_explains_and_leads_on(cast: Cast) -> None:
    with cast.anouk.at_work():
        one = a_trajectory(cast.anouk.member, cast.files["utrecht"], qualification_id=None)
    path = f"trajecten/{one.public_id}"
    today = timezone.localdate().isoformat()
    post(cast.anouk, f"{path}/afspreken", {"day": today, "version": "1"})
    html = post(cast.anouk, f"{path}/starten", {"day": today, "version": "2"}).content.decode()
    assert "Vul eerst in welke." in html
    assert f"/bureau/utrecht/{path}/wijzig" in html


def test_my_day_names_whom_to_call(cast: Cast) -> None:
    with cast.anouk.at_work():
        a_started_one(cast.anouk.member, cast.files["utrecht"])
    html = cast.anouk.browser().get("/bureau/utrecht").content.decode()
    assert "Vraag één klant hoe het gaat." in html
    assert "/nazorg/week-2" in html
    assert "/nazorg/" not in cast.bas.browser().get("/bureau/utrecht").content.decode()
    with cast.anouk.at_work():
        AftercareCheck.objects.update(
            outcome="working", done_at=timezone.now(), done_by=cast.anouk.member
        )
    assert "/nazorg/" not in cast.anouk.browser().get("/bureau/utrecht").content.decode()


def test_the_list_filters_by_its_address_and_leaves_one_row(cast: Cast) -> None:
    with cast.anouk.at_work():
        a_started_one(cast.anouk.member, cast.files["utrecht"])
    name = cast.files["utrecht"].client.name
    assert name in get(cast.anouk, "trajecten?stand=started&wie=mijn&route=route.bbl")
    assert name not in get(cast.anouk, "trajecten?stand=stopped")
    assert name not in get(cast.bas, "trajecten?wie=mijn")
    assert "kennen we niet" in get(cast.anouk, "trajecten?stand=%00&route=x")
    with cast.anouk.at_work():
        rows = Entry.objects.filter(action="client.listed", actor_id=cast.anouk.member.pk)
        assert rows.order_by("pk")[0].shown_ids == [cast.files["utrecht"].client_id]


@pytest.mark.parametrize("number", [2, 20])
def test_the_number_of_queries_does_not_grow(cast: Cast, queries: Any, number: int) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member)
        for _ in range(number):
            running = a_started_one(cast.anouk.member, file, employer=employer)
            a_record(cast.anouk.member, file, Plank.MATCHING, employer)
    browser = cast.anouk.browser()
    browser.get("/bureau/utrecht")  # the session moves on once a minute
    for path, budget in (
        ("trajecten", 8),
        (f"trajecten/{running.public_id}", 9),
        (f"klanten/{number_of(file)}/brug/matching", 12),
        (f"klanten/{number_of(file)}/brug/placement", 9),
    ):
        with queries() as seen:
            assert browser.get(f"/bureau/utrecht/{path}").status_code == 200
        assert len(seen) <= budget, "\n".join([path, *seen])


@pytest.mark.parametrize("plank", Plank)
def test_every_plank_has_a_page(cast: Cast, plank: Plank) -> None:
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        a_started_one(cast.anouk.member, file)
    html = get(cast.mila, f"klanten/{number_of(file)}/brug/{plank.value}")
    assert "Wat er is vastgelegd" in html
    get(cast.mila, f"klanten/{number_of(file)}/brug/{plank.value}x", 404)


def test_a_stranger_with_trajectories_of_her_own_finds_none_of_ours(cast: Cast) -> None:
    with cast.anouk.at_work():
        ours = a_started_one(cast.anouk.member, cast.files["utrecht"])
    with cast.chaima.at_work():
        a_started_one(cast.chaima.member, cast.files["zwolle"])
    browser = cast.chaima.browser()
    html = browser.get("/bureau/zwolle/trajecten").content.decode()
    assert "CNRYZW" in html
    assert "CNRYUT" not in html
    answers = [
        browser.get(f"/bureau/zwolle/trajecten/{public_id}")
        for public_id in (ours.public_id, uuid.UUID(int=1))
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_school_and_a_scheme_are_suggested_as_this_desk_wrote_them(cast: Cast) -> None:
    for somebody, desk in ((cast.anouk, "utrecht"), (cast.chaima, "zwolle")):
        with somebody.at_work():
            a_started_one(somebody.member, cast.files[desk], school=f"Roc {desk} & co")
            employer = make_employer(somebody.member, name=f"Bouw {desk}")
            a_record(somebody.member, cast.files[desk], Plank.FUNDING, employer)
    number = number_of(cast.files["utrecht"])
    html = get(cast.anouk, f"klanten/{number}/traject/nieuw")
    assert '<option value="Roc utrecht &amp; co"></option>' in html
    assert "Roc zwolle" not in html
    assert '<datalist id="known-scheme">' in get(cast.anouk, f"klanten/{number}/brug/funding")
