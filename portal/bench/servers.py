"""The servers that are measured: ours, the bare Django beside it, and what they stand on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from psycopg2 import sql

from portal.bench.seeds import is_seeded, make_room, prepare, seed
from portal.bench.sizes import Size
from portal.bench.superuser import superuser
from portal.embedded.bootstrap import PROJECT
from portal.embedded.children import Program
from portal.embedded.console import RefusalError
from portal.embedded.log import Log
from portal.embedded.occupancy import Occupancy, is_ready
from portal.embedded.passwords import Passwords, kept_passwords
from portal.embedded.places import Places, find_places
from portal.embedded.portal_programs import web_command
from portal.embedded.ports import LOOPBACK, free_port
from portal.embedded.postgresql import Database, start_postgresql
from portal.embedded.processes import end_stragglers
from portal.embedded.redis_server import start_redis
from portal.embedded.roles import DATABASE
from portal.embedded.steps import build
from portal.embedded.supervisor import Supervisor
from portal.embedded.surroundings import portal_environment

_REFERENCE_ROLE = "loketten_reference"
_READY_SECONDS = 60.0
# Nobody asks why one person opens the same file so often: that is what a bench does.
_NO_LIMIT = "1000000000"
# With eight at once and a busy machine that is no news.
_EXPECTED = ("request.slow",)


@dataclass(frozen=True)
class Stand:
    """One size, served: ports, and the processes whose time is counted."""

    size: Size
    supervisor: Supervisor
    database: Database
    environment: Mapping[str, str]
    ours: int
    reference: int

    def pid(self, name: str) -> int:
        """Of one of our children, whose own children belong to it."""
        return int((self.supervisor.places.pids / name).read_text().split()[0])


@contextmanager
def stand(size: Size, *, listens: bool) -> Iterator[Stand]:
    """Everything of one size, filled and served; gone at the end."""
    places = _places_of(size)
    with Occupancy(places.state) as occupancy:
        if not occupancy.take():
            raise RefusalError(f"Another `make bench SIZE={size.name}` runs here: wait for it.")
        occupancy.tell("serving")
        supervisor = Supervisor(places, Log(places.log))
        if listens:
            supervisor.listen()
        try:
            yield _served(supervisor, size)
        finally:
            supervisor.stop_all()


def state_of(size: Size) -> Path:
    """A folder of its own beside that of `make run`."""
    return find_places(PROJECT).state / "bench" / size.name


def _places_of(size: Size) -> Places:
    find_places(PROJECT).make()
    state = state_of(size)
    state.parent.mkdir(mode=0o711, exist_ok=True)
    places = Places(PROJECT, state)
    places.make()
    return places


def _served(supervisor: Supervisor, size: Size) -> Stand:
    places = supervisor.places
    end_stragglers(places.pids, supervisor.log.say)
    passwords = kept_passwords(places.passwords)
    make_room(places, size)
    kept = start_redis(supervisor, passwords.redis)
    ours, reference = free_port(), free_port()

    def serve_database(*, forgetful: bool = False) -> tuple[Database, dict[str, str]]:
        settings = {"shared_buffers": size.shared_buffers, "max_wal_size": "4GB"}
        database = start_postgresql(supervisor, passwords, forgetful=forgetful, settings=settings)
        return database, _environment(places, database.environment() | kept, passwords, ours)

    if not is_seeded(places, size):
        # A fill that breaks off begins anew, so nothing of it has to be safe before its end.
        database, environment = serve_database(forgetful=True)
        seed(supervisor, database, size, environment)
        supervisor.end("postgres")
    database, environment = serve_database()
    build(supervisor, environment)
    prepare(supervisor, database, environment)
    _make_reference_role(database)
    made = Stand(size, supervisor, database, environment, ours, reference)
    start_portal(made, "web", ours, environment)
    _start_reference(made)
    return made


def _environment(
    places: Places, servers: Mapping[str, str], passwords: Passwords, port: int
) -> dict[str, str]:
    return {
        **portal_environment(servers, passwords),
        "DJANGO_SETTINGS_MODULE": "portal.settings.bench",
        "DEMO": "1",
        "SITE_URL": f"http://localhost:{port}",
        "AUDIT_HEADS_DIR": str(places.state / "audit-heads"),
        "DEMO_MAIL_DIR": str(places.state / "mail"),
        "FILES_AN_HOUR_ASK": _NO_LIMIT,
        "FILES_AN_HOUR_STOP": _NO_LIMIT,
    }


def start_portal(made: Stand, name: str, port: int, environment: Mapping[str, str]) -> None:
    """As `make run` starts it."""
    folder = made.supervisor.places.project
    program = Program(name, web_command(port), environment, folder=folder, quiet=_EXPECTED)
    made.supervisor.start(program)
    _wait_for(made, port, otherwise="The portal does not become ready; the reason stands above.")


def _wait_for(made: Stand, port: int, *, otherwise: str) -> None:
    made.supervisor.wait_until(lambda: is_ready(port), seconds=_READY_SECONDS, otherwise=otherwise)


def _start_reference(made: Stand) -> None:
    """The same server with the same flags, and nothing of the product in it."""
    passwords = made.database.passwords
    environment = {
        **made.environment,
        "DJANGO_SETTINGS_MODULE": "portal.bench.reference.settings",
        "REFERENCE_DATABASE": DATABASE,
        "REFERENCE_PORT": str(made.database.port),
        "REFERENCE_USER": _REFERENCE_ROLE,
        "REFERENCE_PASSWORD": passwords.owner,
    }
    command = web_command(made.reference, application="portal.bench.reference.wsgi:application")
    folder = made.supervisor.places.project
    made.supervisor.start(Program("bare", command, environment, folder=folder))
    otherwise = "The bare Django does not become ready; the reason stands above."
    _wait_for(made, made.reference, otherwise=otherwise)


def _make_reference_role(database: Database) -> None:
    """It reads and writes the same tables, and has no desks to keep apart."""
    role = sql.Identifier(_REFERENCE_ROLE)
    with superuser(database) as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [_REFERENCE_ROLE])
        verb = "ALTER" if cursor.rowcount else "CREATE"
        cursor.execute(
            sql.SQL(verb + " ROLE {} LOGIN BYPASSRLS PASSWORD {}").format(
                role, sql.Literal(database.passwords.owner)
            )
        )
        for rights, things in (
            ("USAGE", "SCHEMA public"),
            ("SELECT", "ALL TABLES IN SCHEMA public"),
            ("INSERT", "TABLE advice_advicesession"),
            ("USAGE", "ALL SEQUENCES IN SCHEMA public"),
        ):
            cursor.execute(sql.SQL(f"GRANT {rights} ON {things} TO {{}}").format(role))


def url_of(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"
