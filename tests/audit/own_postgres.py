"""A PostgreSQL of a test's own: killing the one of the whole run would fail every other test."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import environ
import psycopg2
from django.db import connections

from portal.embedded.log import Log
from portal.embedded.passwords import kept_passwords
from portal.embedded.places import Places, server_user
from portal.embedded.postgresql import start_postgresql
from portal.embedded.supervisor import Supervisor
from tests.audit.killable import Killable
from tests.audit.waiting import wait_until
from tests.embedded.stack import PROJECT, environment_of
from tests.embedded.writers import connect


class OwnPostgres(Killable):
    """Made as `make run` makes it, then always started with the same words, on the same port."""

    def __init__(self, state: Path) -> None:
        places = Places(PROJECT, state)
        places.make()
        supervisor = Supervisor(places, Log(places.log))
        try:
            database = start_postgresql(supervisor, kept_passwords(places.passwords))
            pid = int((places.pids / "postgres").read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")
            environment = environment_of(pid)
        finally:
            supervisor.stop_all()
        self.urls = database.environment()
        super().__init__(
            command, environment=environment, log=state / "own.log", user=server_user()
        )

    def start(self) -> None:
        """Again when the memory of a killed one is still there."""
        wait_until(self._serves, seconds=30, every=0.2)

    def _serves(self) -> bool:
        if not self.is_alive():
            super().start()
        try:
            connect(self.urls["DATABASE_URL"]).close()
        except psycopg2.OperationalError:
            return False
        return True


@contextmanager
def pointed_at(urls: Mapping[str, str]) -> Iterator[None]:
    """Lead our own process to another server, and back."""
    before = {alias: dict(connections[alias].settings_dict) for alias in connections}
    try:
        for alias, name in (("default", "DATABASE_URL"), ("owner", "DATABASE_OWNER_URL")):
            found = environ.Env.db_url_config(urls[name])
            place = {key: found[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME")}
            connections[alias].close()
            connections[alias].settings_dict.update(place)
        yield
    finally:
        for alias, settings in before.items():
            connections[alias].close()
            connections[alias].settings_dict.update(settings)
