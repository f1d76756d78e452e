"""The environment in which the portal's own processes run."""

import os
import shlex
from collections.abc import Mapping

from portal.embedded.console import RefusalError
from portal.embedded.passwords import Passwords
from portal.embedded.places import Places
from portal.embedded.postgresql import start_postgresql
from portal.embedded.redis_server import start_redis
from portal.embedded.supervisor import Supervisor

_OF_MAKE = {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "LOKETTEN_STARTED_AT"}


def start_servers(
    supervisor: Supervisor, passwords: Passwords, *, forgetful: bool = False
) -> dict[str, str]:
    """Where PostgreSQL and Redis are; those that the environment does not name are started."""
    refuse_half_named(os.environ)
    found: dict[str, str] = {}
    if "DATABASE_URL" not in os.environ:
        found |= start_postgresql(supervisor, passwords, forgetful=forgetful).environment()
    if "REDIS_URL" not in os.environ:
        found |= start_redis(supervisor, passwords.redis)
    return found


def refuse_half_named(env: Mapping[str, str]) -> None:
    """One role migrates and the other serves: neither can do the other's work."""
    given = [name for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if env.get(name)]
    if len(given) == 1:
        missing = ({"DATABASE_URL", "DATABASE_OWNER_URL"} - set(given)).pop()
        raise RefusalError(
            f"{given[0]} is set and {missing} is not: set both, or neither to use our own server "
            "(docs/running.md shows the two roles)."
        )


def portal_environment(servers: Mapping[str, str], passwords: Passwords) -> dict[str, str]:
    """Ours plus what leads to the servers; somebody else's PGHOST would lead elsewhere."""
    kept = {name: text for name, text in os.environ.items() if name not in _OF_MAKE}
    if "DATABASE_URL" in servers:
        kept = {name: text for name, text in kept.items() if not name.startswith("PG")}
    kept.setdefault("SECRET_KEY", passwords.secret_key)
    kept.setdefault("BACKUP_KEY", passwords.backup_key)
    return {**kept, **servers, "PYTHONUNBUFFERED": "1"}


def write_environment(places: Places, environment: Mapping[str, str], names: list[str]) -> None:
    """Let a shell talk to the running servers: `. .local/env`, then `python manage.py ...`."""
    told = {name: environment[name] for name in names if name in environment}
    lines = [f"export {name}={shlex.quote(text)}\n" for name, text in told.items()]
    places.environment.touch(mode=0o600)
    places.environment.write_text("".join(lines))
