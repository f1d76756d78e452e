"""`make run`: the whole portal on this machine, until somebody stops it."""

import os
from collections.abc import Mapping
from typing import NoReturn

from portal.embedded.bootstrap import PROJECT
from portal.embedded.console import RefusalError, elapsed, say
from portal.embedded.log import Log
from portal.embedded.occupancy import Occupancy, is_ready
from portal.embedded.passwords import Passwords, kept_passwords
from portal.embedded.places import Places, find_places
from portal.embedded.portal_programs import portal_programs
from portal.embedded.ports import is_free, next_free_port
from portal.embedded.processes import end_stragglers
from portal.embedded.steps import fill_database, fill_our_database, has_demo, show_cast
from portal.embedded.supervisor import AskedToStop, Supervisor
from portal.embedded.surroundings import portal_environment, start_servers, write_environment

_USUAL_PORT = 8000
_READY_SECONDS = 120.0
_SERVERS = ["DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL", "REDIS_URL"]
_FOR_A_SHELL = [*_SERVERS, "SECRET_KEY", "SITE_URL", "BACKUP_KEY"]
_FOR_A_SHELL += ["POSTGRESQL_PROGRAMS"]
_FOR_A_SHELL += ["DJANGO_SETTINGS_MODULE", "DEMO", "AUDIT_HEADS_DIR", "BACKUP_DIR"]


def run() -> int:
    """Start everything, stay, stop everything; the exit code."""
    places = find_places(PROJECT)
    places.make()
    with Occupancy(places.state) as occupancy:
        served = occupancy.take_or_find_served(say)
        if served:
            say(f"The portal already runs: {address(served)} (stop it where it was started)")
            return 0
        occupancy.tell("starting")
        supervisor = Supervisor(places, Log(places.log))
        supervisor.listen()
        try:
            _serve(supervisor, occupancy)
        except AskedToStop:
            return 0
        except RefusalError as refusal:
            supervisor.log.say(str(refusal))
            return 1
        finally:
            occupancy.tell("stopping")
            supervisor.stop_all()


def _serve(supervisor: Supervisor, occupancy: Occupancy) -> NoReturn:
    """From nothing to serving, and then until the end."""
    log, places = supervisor.log, supervisor.places
    end_stragglers(places.pids, log.say)
    port = choose_port(os.environ)
    if port != _USUAL_PORT and "PORT" not in os.environ:
        log.say(f"Port {_USUAL_PORT} is taken by another program: using {port}")
    passwords = kept_passwords(places.passwords)
    servers = start_servers(supervisor, passwords)
    environment = _environment(places, servers, passwords, port)
    (fill_our_database if "DATABASE_URL" in servers else fill_database)(supervisor, environment)
    web, *rest = portal_programs(places, environment, port)
    supervisor.start(web)
    supervisor.wait_until(
        lambda: is_ready(port),
        seconds=_READY_SECONDS,
        otherwise=f"The portal does not answer at {address(port)}/health/ready; "
        f"the reason should stand in {places.log}.",
    )
    for program in rest:
        supervisor.start(program)
    write_environment(places, environment, _FOR_A_SHELL)
    if has_demo(environment):
        show_cast(supervisor)
    occupancy.tell("serving", port=port)
    log.say(f"Ready after {elapsed():.0f} s: {address(port)}  (Ctrl-C stops everything)")
    supervisor.watch()


def choose_port(env: Mapping[str, str]) -> int:
    """The port that was asked for, or else the usual one or the next that is free."""
    asked = env.get("PORT")
    if not asked:
        return next_free_port(_USUAL_PORT)
    if not asked.isdigit() or not 0 < int(asked) < 65536:
        raise RefusalError(f"PORT must be a number below 65536, and it is '{asked}'.")
    if not is_free(int(asked)):
        raise RefusalError(
            f"Port {asked} is taken by another program: stop that one, or choose another PORT."
        )
    return int(asked)


def address(port: int) -> str:
    """A name and not a number: passkeys refuse an IP address."""
    return f"http://localhost:{port}"


def _environment(
    places: Places, servers: Mapping[str, str], passwords: Passwords, port: int
) -> dict[str, str]:
    environment = portal_environment(servers, passwords)
    environment.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    environment.setdefault("DEMO", "1")
    environment.setdefault("SITE_URL", address(port))
    environment.setdefault("AUDIT_HEADS_DIR", str(places.state / "audit-heads"))
    environment.setdefault("BACKUP_DIR", str(places.state / "backups"))
    return environment
