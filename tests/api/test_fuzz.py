"""Schemathesis asks every operation as everybody: no answer breaks, and none is undescribed.

`API_EXAMPLES=200 make test ARGS=tests/api/test_fuzz.py` tries harder than a build has time for.
"""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from loketten.accounts.models import DeskKey
from loketten.accounts.models.desk_key import Scope
from portal.api import base
from portal.api.document import document
from portal.api.own import base as own_base
from tests.api.keys import connect
from tests.cast import Cast
from tests.house.undoing import undone
from tests.places import make_places
from tests.trajectories import a_started_one
from vacancies.models import Listing

EXAMPLES = int(os.environ.get("API_EXAMPLES", "3"))
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
API = json.loads(document()[0])
SOME = ("nobody", "everything", "expired")
# The parts of an address that name rows of one desk, whose key alone may know that they exist.
OF_A_DESK = ("number", "talk", "vacancy", "trajectory")
OPERATIONS = [(path, verb) for path, item in API["paths"].items() for verb in item]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """A server looks after its connections between requests; this one belongs to the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def roles(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each sends to say who it is."""
    for module in (base, own_base):
        monkeypatch.setattr(module, "AN_HOUR_FROM_ONE_ADDRESS", 10**9)
    monkeypatch.setattr(own_base, "REFUSALS_AN_HOUR", 10**9)
    secrets = {scope: connect(cast.mila, scope).secret for scope in Scope.values}
    expired = connect(cast.mila)
    with cast.mila.at_work():
        yesterday = timezone.localdate() - timedelta(days=1)
        DeskKey.objects.filter(pk=expired.key.pk).update(ends_on=yesterday)
    secrets |= {
        "everything": connect(cast.mila).secret,
        "another desk": connect(cast.chaima).secret,
        "expired": expired.secret,
    }
    return {"nobody": "", **{name: f"Bearer {secret}" for name, secret in secrets.items()}}


@pytest.fixture
def known(cast: Cast) -> dict[str, str]:
    """A part of an address that names something of Utrecht."""
    file = cast.files["utrecht"]
    with cast.anouk.at_work():
        vacancy = make_places(cast.anouk.member)
        trajectory = a_started_one(cast.anouk.member, file)
        talk = file.sessions.order_by("pk").first()
        number = type(file).objects.select_related("client").get(pk=file.pk).client.number
    return {
        "region": "AM13",
        "loket": "utrecht",
        "listing": Listing.objects.get(public_id=vacancy.public_id).slug,
        "number": number,
        "talk": str(talk.public_id),
        "vacancy": str(vacancy.public_id),
        "trajectory": str(trajectory.public_id),
    }


@pytest.mark.parametrize(("path", "verb"), OPERATIONS)
def test_nobody_breaks_it_or_is_told_what_is_not_described(
    path: str, verb: str, roles: dict[str, str], known: dict[str, str]
) -> None:
    is_open = "security" not in API["paths"][path][verb]
    # Where no key is asked for, those with one are as good as anybody.
    asking = {name: roles[name] for name in SOME} if is_open else roles

    def tried(case: Any) -> dict[str, int]:
        told = {}
        for name, header in asking.items():
            case.headers = {**(case.headers or {}), "Authorization": header}
            with undone():
                response = case.call()
            case.validate_response(response, checks=CHECKS)
            told[name] = response.status_code
        return told

    for mode in _modes(path, verb):
        for case in _cases(path, verb, mode):
            tried(case)
    # What follows names rows that are there, so only the key decides.
    known_cases = []
    for case in _cases(path, verb, GenerationMode.POSITIVE, few=True):
        case.path_parameters = {part: known[part] for part in case.path_parameters or {}}
        # Otherwise it might ask for a page after the last.
        case.query = {}
        known_cases.append(tried(case))
    if is_open:
        return
    for told in known_cases:
        assert (told["nobody"], told["expired"]) == (401, 401)
        assert told["everything"] not in {401, 403}
    if any(f"{{{part}}}" in path for part in OF_A_DESK):
        answers = [(told["another desk"], told["everything"]) for told in known_cases]
        # What cannot be read at all may be refused before anybody looks which row it is about.
        assert all(other == 404 or (other, own) == (400, 400) for other, own in answers), answers
        assert 404 in {other for other, _own in answers}
        assert 404 not in {own for _other, own in answers}


_portal = WSGIHandler()


def _from_here(environ: dict[str, Any], start_response: Any) -> Any:
    """A server always tells from where somebody asks."""
    return _portal({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


def _modes(path: str, verb: str) -> list[GenerationMode]:
    """What reads a text or nothing cannot be asked wrongly, and looking for a way takes seconds."""
    operation = API["paths"][path][verb]
    reads = {one["in"] for one in operation.get("parameters", ())}
    is_read = "query" in reads or "requestBody" in operation
    return list(GenerationMode) if is_read else [GenerationMode.POSITIVE]


@cache
def _schema() -> Any:
    """Read once: that takes longer than most answers."""
    schema = schemathesis.openapi.from_dict(API)
    schema.app = _from_here
    return schema


def _cases(path: str, verb: str, mode: GenerationMode, *, few: bool = False) -> Iterator[Any]:
    """The same ones each time. Generated once, because that takes longer than asking."""
    found: list[Any] = []

    @settings(
        max_examples=2 if few else EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(case=_schema()[path][verb].as_strategy(generation_mode=mode))
    def collect(case: Any) -> None:
        found.append(case)

    collect()
    yield from found
