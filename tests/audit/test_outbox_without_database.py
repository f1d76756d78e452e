"""The whole database dies while a mail leaves, and comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from loketten.accounts.models import Token
from tests.audit.front import Front, front_at
from tests.audit.own_postgres import OwnPostgres, pointed_at
from tests.cast import make_cast
from tests.embedded.stack import state_folder

pytestmark = pytest.mark.stack


@pytest.fixture
def postgres(django_db_setup: None, django_db_blocker: Any) -> Iterator[OwnPostgres]:
    with state_folder() as state:
        own = OwnPostgres(state)
        try:
            own.start()
            with django_db_blocker.unblock(), pointed_at(own.urls):
                call_command("migrate", verbosity=0)
                call_command("load_reference", verbosity=0)
                yield own
        finally:
            own.kill()


@pytest.fixture
def front(
    postgres: OwnPostgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Front]:
    url = postgres.urls["DATABASE_URL"]
    with front_at(url, make_cast(), tmp_path, monkeypatch) as opened:
        yield opened


def test_the_database_is_killed_while_a_mail_leaves(front: Front, postgres: OwnPostgres) -> None:
    front.sink.fall_silent()
    front.worker.start()
    front.invite()
    front.wait_until_in_doubt()

    postgres.kill()
    postgres.start()
    connections.close_all()
    assert not Token.objects.exists(), "half an effect stayed in the database"

    front.sink.answer()
    front.wait_for(front.is_delivered_by_a_relay)
    front.has_one_effect(copies=2)
    assert front.worker.is_alive()
