"""What a key of a desk opens, and that it opens nothing else."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.test import Client as Browser
from django.utils import timezone

from loketten.accounts.actions.desk_keys import (
    KeyHasEnded,
    end_key,
    replace_secret,
    secret_seen,
)
from loketten.accounts.models import DeskKey
from loketten.audit import outbox
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry, Outbox
from loketten.tenancy.models import Desk
from portal.api.own import base
from tests.api.keys import ALL, API, System, connect
from tests.cast import Cast, Somebody
from tests.trajectories import a_started_one


def noted(somebody: Somebody, action: str) -> list[Entry]:
    with somebody.at_work():
        return list(Entry.objects.filter(action=action).order_by("pk"))


@pytest.fixture
def system(cast: Cast) -> System:
    return connect(cast.mila)


def refused(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert "no-store" in answer["Cache-Control"]
    found: dict[str, Any] = answer.json()
    return found


def test_a_key_says_what_it_opens(system: System) -> None:
    answer = system.get("/desk")
    assert answer.json()["desk"] == "utrecht"
    assert "no-store" in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer
    assert not answer.cookies


@pytest.mark.parametrize(
    "told",
    [
        "",
        "Bearer",
        "Bearer llk_",
        "Bearer llk_aaaaaaaaaa_x",
        "Basic {secret}",
        "Bearer {secret}x",
        "Bearer {upper}",
        "Bearer " + "a" * 100_000,
        "Bearer llk_\u00e9_x",
    ],
)
def test_without_a_key_that_works_it_asks_who_you_are(system: System, told: str) -> None:
    header = told.format(secret=system.secret, upper=system.secret.upper())
    answer = Browser().get(f"{API}/desk/clients", HTTP_AUTHORIZATION=header)
    refused(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_who_is_signed_in_has_no_key_by_that(cast: Cast) -> None:
    refused(cast.anouk.browser().get(f"{API}/desk/clients"), 401)


def test_a_key_dies_with_its_day_its_manager_or_its_desk(cast: Cast) -> None:
    late, ended, paused = (connect(cast.mila) for _ in range(3))
    yesterday = timezone.localdate() - timedelta(days=1)
    with cast.mila.at_work():
        DeskKey.objects.filter(pk=late.key.pk).update(ends_on=yesterday)
        assert cast.mila.member is not None
        end_key(ended.key, by=cast.mila.member)
        end_key(ended.key, by=cast.mila.member)
    assert len(noted(cast.mila, "desk-key.ended")) == 1
    refused(late.get("/desk"), 401)
    refused(ended.get("/desk"), 401)
    assert paused.get("/desk").status_code == 200
    Desk.objects.filter(pk=cast.utrecht.pk).update(paused_on=timezone.localdate())
    refused(paused.get("/desk"), 401)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_replaced_key_stops_at_once_or_after_a_day(
    cast: Cast, system: System, at_once: bool, time_machine: Any
) -> None:
    assert cast.mila.member is not None
    with cast.mila.at_work():
        secret = replace_secret(
            system.key, by=cast.mila.member, at_once=at_once, seen=secret_seen(system.key)
        )
    assert System(system.key, secret).get("/desk").status_code == 200
    assert system.get("/desk").status_code == (401 if at_once else 200)
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    assert system.get("/desk").status_code == 401
    assert System(system.key, secret).get("/desk").status_code == 200


def test_a_secret_is_in_one_answer_and_nowhere_else(cast: Cast) -> None:
    """A form sent again, by a reload, makes no second key and no second secret."""
    browser = cast.mila.browser()
    page = "/bureau/utrecht/instellingen/sleutels"
    form = {"name": "HR", "scopes": "clients:read", "ends_on": "2027-01-31", "key": uuid4()}
    made = [browser.post(f"{page}/nieuw", form) for _ in range(2)]
    row = DeskKey.objects.get(name="HR")
    shown = browser.get(f"{page}/{row.pk}/vervangen").content.decode()
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', shown)
    sent = {"old": "at-once", "seen": seen}
    replaced = [browser.post(f"{page}/{row.pk}/vervangen", sent) for _ in range(2)]
    for answers in (made, replaced):
        assert [answer.status_code for answer in answers] == [200, 409]
        secrets = [
            re.findall(rf"llk_{row.public_part}_[\w-]+", one.content.decode()) for one in answers
        ]
        assert [len(found) for found in secrets] == [1, 0]
        assert "no-store" in answers[0]["Cache-Control"]
        assert secrets[0][0] not in str(dict(browser.session))
    assert System(row, secrets[0][0]).get("/desk").status_code == 200
    assert len(noted(cast.mila, "desk-key.made")) == 1
    assert len(noted(cast.mila, "desk-key.replaced")) == 1


def test_an_ended_key_gets_no_new_secret(cast: Cast, system: System) -> None:
    assert cast.mila.member is not None
    with cast.mila.at_work():
        end_key(system.key, by=cast.mila.member)
        with pytest.raises(KeyHasEnded):
            replace_secret(system.key, by=cast.mila.member, at_once=True, seen="")


def test_the_use_of_a_key_is_noted_now_and_then(system: System, queries: Any) -> None:
    system.get("/desk")
    with queries() as seen:
        system.get("/desk")
    assert len(seen) == 1, seen
    row = DeskKey.objects.get(pk=system.key.pk)
    assert row.used_at is not None


@pytest.mark.parametrize(
    ("verb", "address", "scope"),
    [
        ("get", "/desk/clients", "clients:read"),
        ("get", "/desk/clients/UT-00001", "clients:read"),
        ("get", "/desk/clients/UT-00001/talks", "talks:read"),
        ("get", f"/desk/talks/{UUID(int=1)}", "talks:read"),
        ("get", "/desk/employers", "vacancies:write"),
        ("get", "/desk/vacancies", "vacancies:write"),
        ("get", "/desk/trajectories", "trajectories:read"),
        ("post", "/desk/talks", "talks:write"),
        ("post", "/desk/vacancies", "vacancies:write"),
        ("put", f"/desk/vacancies/{UUID(int=1)}/refreshment", "vacancies:write"),
        ("put", f"/desk/vacancies/{UUID(int=1)}/closure", "vacancies:write"),
    ],
)
def test_each_address_asks_for_its_scope(cast: Cast, verb: str, address: str, scope: str) -> None:
    others, narrow = connect(cast.mila, *({*ALL} - {scope})), connect(cast.mila, scope)

    def asked(system: System) -> Any:
        return system.get(address) if verb == "get" else system.send(verb, address, {})

    assert scope in refused(asked(others), 403)["detail"]
    (row,) = noted(cast.mila, "access.denied")
    assert (row.actor_kind, row.actor_id) == (ActorKind.KEY, others.key.pk)
    # A body without anything is wrong, and what it names is not there: the key may ask it.
    assert asked(narrow).status_code in {200, 400, 404}


def test_clients_come_in_order_of_number_and_each_page_is_one_row(
    cast: Cast, system: System, queries: Any
) -> None:
    numbers: list[str] = []
    address = "/desk/clients?pageSize=2"
    while address:
        with queries() as seen:
            found = system.get(address).json()
        numbers += [one["number"] for one in found["items"]]
        address = (found["next"] or "").removeprefix(API)
    assert len(seen) <= 4
    assert numbers == sorted(numbers)
    assert len(numbers) == 3
    rows = noted(cast.mila, "client.listed")
    assert [len(row.shown_ids) for row in rows] == [2, 1]
    assert {(row.actor_kind, row.actor_id) for row in rows} == {(ActorKind.KEY, system.key.pk)}


def test_only_who_changed_since(cast: Cast, system: System, time_machine: Any) -> None:
    now = timezone.now()
    assert system.get("/desk/clients").json()["items"]
    since = (now - timedelta(hours=1)).isoformat().replace("+", "%2B")
    assert system.get(f"/desk/clients?changedSince={since}").json()["items"] == []
    with cast.anouk.at_work():
        file = cast.files["utrecht"]
        Entry.objects.create(
            action="file.described",
            actor_kind="system",
            object_kind="clients.clientfile",
            object_id=file.pk,
        )
        number = type(file).objects.select_related("client").get(pk=file.pk).client.number
    found = system.get(f"/desk/clients?changedSince={since}").json()["items"]
    assert [one["number"] for one in found] == [number]
    refused(system.get("/desk/clients?changedSince=2020-01-01T00:00:00Z"), 404)
    refused(system.get("/desk/clients?changedSince="), 400)


def test_a_client_says_what_is_needed_and_no_text(cast: Cast, system: System) -> None:
    number = system.get("/desk/clients").json()["items"][0]["number"]
    answer = system.get(f"/desk/clients/{number}")
    found = answer.json()
    assert found["files"][0]["counselor"] == {"name": "Anouk Vermeer", "email": "anouk@example.nl"}
    assert "vertelde" not in answer.content.decode()
    talks = system.get(f"/desk/clients/{number}/talks")
    assert len(talks.json()["items"]) == 2
    assert "geheim" not in talks.content.decode()
    pages = [system.get(f"/desk/clients/{number}/talks?pageSize=1&page={at}") for at in (1, 2)]
    assert {one.json()["pages"] for one in pages} == {2}
    assert [one.json()["items"][0] for one in pages] == talks.json()["items"]
    one = system.get(f"/desk/talks/{talks.json()['items'][0]['id']}").json()
    assert one == talks.json()["items"][0]
    looks = noted(cast.mila, "file.viewed") + noted(cast.mila, "talk.viewed")
    assert [len(row.shown_ids) for row in looks] == [1] * 5
    assert {row.actor_kind for row in looks} == {ActorKind.KEY}


def test_a_system_opens_no_more_files_than_a_counselor(
    cast: Cast, system: System, settings: Any, time_machine: Any
) -> None:
    settings.FILES_AN_HOUR_STOP = 2
    numbers = [one["number"] for one in system.get("/desk/clients").json()["items"]]
    answers = [system.get(f"/desk/clients/{number}") for number in [*numbers, *numbers]]
    assert [one.status_code for one in answers] == [200, 200, 429, 200, 200, 429]
    time_machine.move_to(timezone.now() + timedelta(minutes=20))
    later = system.get(f"/desk/clients/{numbers[2]}")
    assert 2300 < int(later["Retry-After"]) <= 2400, "the rest of the hour"
    assert len(noted(cast.mila, "system.stopped")) == 1, "told once an hour"
    with cast.mila.at_work():
        (row,) = Outbox.objects.filter(effect="workplace.system_stopped")
    assert outbox.deliver(cast.utrecht.pk, row.pk)
    (letter,) = mail.outbox
    assert letter.to == [cast.mila.user.email]
    assert "Klantsysteem" in letter.body
    assert "CNRYUT" not in letter.body


def test_the_other_desk_does_not_exist(cast: Cast, system: System) -> None:
    """The stranger has everything herself: files, talks, vacancies and a trajectory."""
    stranger = connect(cast.chaima)
    with cast.chaima.at_work():
        trajectory = a_started_one(cast.chaima.member, cast.files["zwolle"])
    number = stranger.get("/desk/clients").json()["items"][0]["number"]
    talk = stranger.get(f"/desk/clients/{number}/talks").json()["items"][0]["id"]
    found = stranger.get("/desk/trajectories").json()["items"]
    assert [one["id"] for one in found] == [str(trajectory.public_id)]
    pairs = [
        (f"/desk/clients/{number}", "/desk/clients/ZW-99999"),
        (f"/desk/clients/{number}/talks", "/desk/clients/ZW-99999/talks"),
        (f"/desk/talks/{talk}", "/desk/talks/00000000-0000-0000-0000-000000000001"),
        (
            f"/desk/trajectories/{trajectory.public_id}",
            "/desk/trajectories/00000000-0000-0000-0000-000000000001",
        ),
    ]
    for foreign, unknown in pairs:
        assert stranger.get(foreign).status_code == 200
        answers = [system.get(one) for one in (foreign, unknown)]
        assert answers[0].content == answers[1].content
        refused(answers[0], 404)
    for address in ("/desk/clients", "/desk/vacancies", "/desk/employers", "/desk/trajectories"):
        assert b"ZW" not in system.get(address).content


def test_a_key_has_an_hour_of_its_own(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "AN_HOUR_FROM_ONE_ADDRESS", 2)
    assert [system.get("/desk").status_code for _ in range(3)] == [200, 200, 429]


def test_who_looked_names_the_system(cast: Cast, system: System) -> None:
    number = system.get("/desk/clients").json()["items"][0]["number"]
    system.get(f"/desk/clients/{number}")
    page = (
        cast.anouk.browser().get(f"/bureau/utrecht/klanten/{number}/wie-keek-mee").content.decode()
    )
    assert "Klantsysteem" in page
    assert "Een verbonden systeem" in page
