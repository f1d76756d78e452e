"""What a system writes: talks and vacancies, under the rules of the forms, once."""

import json
import uuid
from typing import Any

import pytest
from django.utils import timezone

from advice.models import AdviceSession
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry
from loketten.tenancy.models import Occupation, Qualification
from portal.api.models import REMEMBERED, Received
from portal.api.tasks import forget_received
from tests.api.keys import System, connect
from tests.cast import Cast
from tests.places import make_employer, make_vacancy
from vacancies.models import Listing, Vacancy

# Nine digits that stand alone and pass the eleven-test.
BSN = "111222333"
# What is not written as the document says; everything else does not go with what is there.
MISWRITTEN = {
    "blank",
    "invalid",
    "max-length",
    "not-a-list",
    "null",
    "overflow",
    "required",
    "unknown-name",
    "unstorable-text",
}


@pytest.fixture
def system(cast: Cast) -> System:
    return connect(cast.mila)


@pytest.fixture
def talk(cast: Cast, system: System) -> dict[str, Any]:
    """A body that is right."""
    with cast.anouk.at_work():
        file = type(cast.files["utrecht"]).objects.select_related("client").first()
    return {
        "clientNumber": file.client.number,
        "counselor": "ANOUK@example.nl",
        "heldAt": "2026-01-05T10:00:00+01:00",
        "channel": "channel.phone",
        "kind": "kind.advice",
        "themes": ["theme.career-advice", "theme.bbl"],
        "summary": "  Over een leerbaan.\r\nEn over geld.  ",
        "nextStep": {"what": "Terugbellen", "dueOn": "2026-01-12"},
    }


def wrong(answer: Any, status: int = 400) -> dict[str, str]:
    assert answer.status_code == status, answer.content
    return {one["name"]: one["code"] for one in answer.json().get("errors", [])}


def count(cast: Cast) -> int:
    with cast.anouk.at_work():
        return int(AdviceSession.objects.count())


def test_a_talk_is_the_counselors_and_the_log_names_the_system(
    cast: Cast, system: System, talk: dict[str, Any]
) -> None:
    answer = system.post("/desk/talks", talk)
    assert answer.status_code == 201, answer.content
    assert answer.json()["clientNumber"] == talk["clientNumber"]
    read = system.get(answer["Location"].removeprefix("/api/v1")).json()
    assert read["counselor"]["email"] == "anouk@example.nl"
    assert read["summary"] == "Over een leerbaan.\nEn over geld."
    assert read["themes"] == ["theme.bbl", "theme.career-advice"]
    with cast.anouk.at_work():
        row = AdviceSession.objects.get(public_id=answer.json()["id"])
        (step,) = row.steps.all()
        assert (step.what, step.owner_id) == ("Terugbellen", cast.anouk.member.pk)  # type: ignore[union-attr]
        entry = Entry.objects.get(action="talk.logged", object_id=row.pk)
        assert (entry.actor_kind, entry.actor_id) == (ActorKind.KEY, system.key.pk)


def test_the_same_request_twice_is_one_talk(
    cast: Cast, system: System, talk: dict[str, Any]
) -> None:
    before = count(cast)
    first, again = (system.post("/desk/talks", talk) for _ in range(2))
    turned = system.post("/desk/talks", dict(reversed(talk.items())))
    assert first.status_code == 201
    assert first.content == again.content == turned.content
    assert count(cast) == before + 1
    with cast.anouk.at_work():
        AdviceSession.objects.filter(public_id=first.json()["id"]).update(summary="Veranderd")
    assert system.post("/desk/talks", talk).content == first.content
    other = system.post("/desk/talks", {**talk, "summary": "Iets anders"})
    assert wrong(other, 409) == {"Idempotency-Key": "used-before"}
    neighbour = connect(cast.mila)
    assert neighbour.post("/desk/talks", talk).status_code == 201
    assert count(cast) == before + 2
    with cast.anouk.at_work():
        Received.objects.filter(system=system.key).update(at=timezone.now() - REMEMBERED)
    forget_received()
    assert system.post("/desk/talks", talk).json()["id"] != first.json()["id"]
    assert neighbour.post("/desk/talks", talk).status_code == 201
    assert count(cast) == before + 3, "what was sent today is remembered"


def test_a_request_that_failed_leaves_its_name_free(
    cast: Cast, system: System, talk: dict[str, Any]
) -> None:
    assert wrong(system.post("/desk/talks", {**talk, "channel": "channel.nergens"}), 409)
    assert system.post("/desk/talks", talk).status_code == 201


@pytest.mark.parametrize(
    ("change", "name", "code"),
    [
        ({"summary": f"Haar nummer is {BSN}"}, "summary", "looks-like-bsn"),
        ({"nextStep": {"what": BSN, "dueOn": "2026-01-12"}}, "nextStep.what", "looks-like-bsn"),
        ({"heldAt": "2999-01-01T10:00:00Z"}, "heldAt", "talk-in-future"),
        ({"heldAt": "1999-01-01T10:00:00Z"}, "heldAt", "talk-too-long-ago"),
        ({"heldAt": "9999-12-31T23:59:59Z"}, "heldAt", "overflow"),
        ({"heldAt": "0001-01-01T00:00:00+14:00"}, "heldAt", "overflow"),
        ({"heldAt": "29-02-2026"}, "heldAt", "invalid"),
        ({"heldAt": "2026-01-05T10:00:00"}, "heldAt", "invalid"),
        ({"heldAt": "20260105T100000Z"}, "heldAt", "invalid"),
        ({"nextStep": {"what": "x", "dueOn": "20260112"}}, "nextStep.dueOn", "invalid"),
        ({"nextStep": {"what": "\x01", "dueOn": "2026-01-12"}}, "nextStep.what", "blank"),
        (
            {"nextStep": {"what": "x", "dueOn": "2025-01-01"}},
            "nextStep.dueOn",
            "promise-before-talk",
        ),
        ({"nextStep": {"what": "x", "dueOn": "9999-12-31"}}, "nextStep.dueOn", "promise-too-far"),
        ({"nextStep": {"what": "x"}}, "nextStep.dueOn", "required"),
        (
            {"nextStep": {"what": "x", "dueOn": "2026-01-12", "ownr": "anouk@example.nl"}},
            "nextStep.ownr",
            "unknown-name",
        ),
        ({"channel": "kind.advice"}, "channel", "unknown-code"),
        ({"themes": ["theme.nergens"]}, "themes", "unknown-code"),
        ({"counselor": "chaima@example.nl"}, "counselor", "unknown-colleague"),
        ({"counselor": "mila@example.nl"}, "counselor", "unknown-colleague"),
        ({"counselor": "eva@example.nl"}, "counselor", "unknown-colleague"),
        ({"clientNumber": "ZW-00001"}, "clientNumber", "unknown-client"),
        ({"clientNumber": "UT-99999"}, "clientNumber", "unknown-client"),
        ({"summary": ""}, "summary", "blank"),
        ({"summary": "\x01"}, "summary", "blank"),
        ({"summary": 12}, "summary", "invalid"),
        ({"themes": [1]}, "themes.0", "invalid"),
        ({"counselor": "anouk"}, "counselor", "invalid"),
        ({"summary": "a" * 10_001}, "summary", "max-length"),
        ({"summary": "a\x00b"}, "summary", "unstorable-text"),
        ({"summary": "\ud800"}, "summary", "unstorable-text"),
        ({"note": "Een eigen notitie"}, "note", "unknown-name"),
        ({"desk": "zwolle"}, "desk", "unknown-name"),
        ({"themes": {"a": 1}}, "themes", "not-a-list"),
    ],
)
def test_the_rules_of_the_form_hold(
    cast: Cast, system: System, talk: dict[str, Any], change: Any, name: str, code: str
) -> None:
    before = count(cast)
    answer = system.post("/desk/talks", {**talk, **change})
    assert wrong(answer, 400 if code in MISWRITTEN else 409) == {name: code}
    assert count(cast) == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'"tekst"', 400),
        (b"\xff\xfe", 400),
        (b'{"a": 1, "a": 2}', 400),
        (b'{"a": NaN}', 400),
        (b'{"a": 1e400}', 400),
        (b'{"a": 9223372036854775808}', 400),
        (b'{"a": ' + b"9" * 10_000 + b"}", 400),
        (b'{"a": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", 400),
        (b'{"a": "' + b"a" * 1_000_000 + b'"}', 413),
    ],
)
def test_a_body_that_says_nothing_clear_is_refused(
    cast: Cast, system: System, body: bytes, status: int
) -> None:
    wrong(system.post("/desk/talks", body), status)


def test_only_json_is_read_and_only_with_a_name(system: System, talk: dict[str, Any]) -> None:
    answer = system.send(
        "post", "/desk/talks", "a=1", "eerste-keer", **{"content-type": "text/csv"}
    )
    assert answer.status_code == 415
    for name, code in (("", "required"), ("kort", "invalid"), ("spatie in naam", "invalid")):
        assert wrong(system.post("/desk/talks", talk, name)) == {"Idempotency-Key": code}


def test_a_closed_file_takes_no_talk(cast: Cast, system: System, talk: dict[str, Any]) -> None:
    with cast.anouk.at_work():
        files = type(cast.files["utrecht"]).objects.filter(client__number=talk["clientNumber"])
        files.update(
            closed_on="2026-11-01",
            closing_outcome="outcome.advised",
            closing_reason="closing-reason.job",
        )
    assert wrong(system.post("/desk/talks", talk), 409) == {"": "file-is-closed"}


@pytest.fixture
def place(cast: Cast) -> dict[str, Any]:
    """A vacancy that may be online, of a company that is recognised for it."""
    with cast.anouk.at_work():
        employer = make_employer(cast.anouk.member)
    return {
        "employer": str(employer.public_id),
        "owner": "anouk@example.nl",
        "title": "Leerling timmerman",
        "occupation": Occupation.objects.get(name="Timmerman").pk,
        "route": "route.bbl",
        "qualification": Qualification.objects.get(crebo="25118").pk,
        "tasks": "Je maakt kozijnen.",
        "learning": "Je leert tekening lezen.",
        "hoursFrom": 32,
        "hoursTo": 38,
        "payFrom": "2180.50",
        "payPer": "month",
        "postcode": "3511ab",
        "city": "Utrecht",
    }


def test_a_vacancy_is_posted_refreshed_and_closed(
    cast: Cast, system: System, place: dict[str, Any]
) -> None:
    first, again = (system.post("/desk/vacancies", place) for _ in range(2))
    assert first.status_code == 201, first.content
    assert first.content == again.content
    address = first["Location"].removeprefix("/api/v1")
    listing = Listing.objects.get(public_id=first.json()["id"])
    assert (listing.postcode, str(listing.pay_from)) == ("3511 AB", "2180.50")
    assert listing.contact_email == cast.utrecht.email
    assert system.get(address).json()["state"] == "published"
    assert system.put(f"{address}/refreshment", {}).json()["onlineUntil"]
    for _ in range(2):
        closed = system.put(f"{address}/closure", {"how": "through-us"}).json()
        assert (closed["state"], closed["closedHow"]) == ("closed", "through-us")
    assert wrong(system.put(f"{address}/refreshment", {}), 409) == {"": "is-not-online"}
    with cast.anouk.at_work():
        made = Entry.objects.filter(action__startswith="vacancy.")
        assert {row.actor_kind for row in made} == {ActorKind.KEY}
        actions = ["vacancy.drafted", "vacancy.published", "vacancy.refreshed", "vacancy.closed"]
        assert [row.action for row in made.order_by("pk")] == actions
    assert system.get("/desk/vacancies").json()["total"] == 1


def test_a_draft_waits_for_somebody(cast: Cast, system: System, place: dict[str, Any]) -> None:
    answer = system.post("/desk/vacancies", {**place, "isDraft": True})
    assert answer.json()["state"] == "draft"
    assert not Listing.objects.exists()


@pytest.mark.parametrize(
    ("change", "found", "status"),
    [
        ({"tasks": f"Bel {BSN}"}, {"tasks": "looks-like-bsn"}, 409),
        ({"hoursTo": 20}, {"hoursTo": "hours-go-down"}, 409),
        ({"payPer": None}, {"payPer": "null"}, 400),
        ({"postcode": "nergens"}, {"postcode": "invalid"}, 409),
        ({"occupation": 999_999_999}, {"occupation": "invalid-choice"}, 409),
        ({"occupation": "812"}, {"occupation": "invalid"}, 400),
        ({"isDraft": "yes"}, {"isDraft": "invalid"}, 400),
        ({"employer": str(uuid.UUID(int=1))}, {"employer": "unknown-employer"}, 409),
        ({"employer": uuid.UUID(int=1).hex}, {"employer": "invalid"}, 400),
        ({"owner": "chaima@example.nl"}, {"owner": "unknown-colleague"}, 409),
        ({"applyBy": "2020-01-01"}, {"applyBy": "last-day-has-passed"}, 409),
        ({"mboLevel": 1}, {"mboLevel": "other-level"}, 409),
        ({"payFrom": "1e400"}, {"payFrom": "invalid"}, 400),
        ({"payFrom": 2180.5}, {"payFrom": "invalid"}, 400),
        ({"state": "published"}, {"state": "unknown-name"}, 400),
    ],
)
def test_the_rules_of_a_place_hold(
    cast: Cast, system: System, place: dict[str, Any], change: Any, found: Any, status: int
) -> None:
    assert wrong(system.post("/desk/vacancies", {**place, **change}), status) == found
    with cast.anouk.at_work():
        assert not Vacancy.objects.exists()


def test_a_vacancy_of_another_desk_does_not_exist(
    cast: Cast, system: System, place: dict[str, Any]
) -> None:
    with cast.chaima.at_work():
        employer = make_employer(cast.chaima.member, name="Brasserie")
        theirs = make_vacancy(cast.chaima.member, employer)
    body = json.dumps({"how": "stopped"})
    for address in (str(theirs.public_id), str(uuid.UUID(int=1))):
        assert system.get(f"/desk/vacancies/{address}").status_code == 404
        assert system.put(f"/desk/vacancies/{address}/closure", body).status_code == 404
        assert system.put(f"/desk/vacancies/{address}/refreshment", {}).status_code == 404
    other = system.post("/desk/vacancies", {**place, "employer": str(employer.public_id)})
    assert wrong(other, 409)
    with cast.chaima.at_work():
        theirs.refresh_from_db()
        assert theirs.state == "published"
