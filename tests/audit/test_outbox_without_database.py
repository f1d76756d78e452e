"""The whole database dies while a mail leaves, and comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import environ
import pytest
from django.conf import settings
from django.db import connections

from loketten.accounts.models import Token
from portal.operations.backup.servers import feed, output_of
from tests.audit.front import Front, front_at
from tests.audit.own_postgres import OwnPostgres, pointed_at
from tests.cast import make_cast
from tests.embedded.stack import state_folder

pytestmark = pytest.mark.stack


@pytest.fixture
def postgres(template_database: str, django_db_blocker: Any) -> Iterator[OwnPostgres]:
    with state_folder() as state:
        own = OwnPostgres(state)
        try:
            own.start()
            _fill(own, template_database)
            with django_db_blocker.unblock(), pointed_at(own.urls):
                yield own
        finally:
            own.kill()


def _fill(own: OwnPostgres, template: str) -> None:
    """With tables and reference data as they stand elsewhere: making them takes half a minute."""
    source = {**settings.BACKUP_DATABASE, "NAME": template}
    place = environ.Env.db_url_config(own.urls["DATABASE_OWNER_URL"])
    words = ("--format=custom", "--no-comments", "--no-acl", "--exclude-schema=monitoring")
    dump = output_of(source, "pg_dump", *words, "--exclude-extension=pg_stat_statements")
    feed(place, dump, "pg_restore", "--exit-on-error", f"--dbname={place['NAME']}")


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
