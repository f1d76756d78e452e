"""PgBouncer between the portal and its database, lending a connection for one transaction."""

import os
from pathlib import Path
from typing import Any

from portal.bench.comparing import compared
from portal.bench.measuring import Target
from portal.bench.pairs import Goal, Measure, Pair
from portal.bench.report import Row, Verdict
from portal.bench.servers import Stand, start_portal
from portal.embedded.children import Program
from portal.embedded.console import say
from portal.embedded.packages import fetch_program
from portal.embedded.places import server_user
from portal.embedded.ports import LOOPBACK, free_port, is_free
from portal.embedded.roles import APP, DATABASE

CONFIG = "pgbouncer.ini"
_READY_SECONDS = 10.0
_SETTINGS = """\
[databases]
{NAME} = host={HOST} port={PORT} dbname={NAME}
[pgbouncer]
listen_addr = {loopback}
listen_port = {listen}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = people.txt
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 1000
server_reset_query =
ignore_startup_parameters = extra_float_digits,options
log_connections = 0
log_disconnections = 0
log_stats = 0
"""


def with_pool(made: Stand, pairs: list[Pair]) -> list[Row]:
    """The same portal with four connections for all, beside the one that has its own; told, because
    what a pool costs is the operator's choice, but every answer must be right."""
    program = fetch_program("pgbouncer", say=say)
    if program is None:
        remark = "there is no pgbouncer, and it could not be installed"
        return [Row("pool", "through PgBouncer", Verdict.NOT_MEASURED, remark=remark)]
    port = _start_pooler(made, program)
    url = made.environment["DATABASE_URL"].replace(f":{made.database.port}/", f":{port}/")
    pooled = free_port()
    start_portal(made, "pooled", pooled, {**made.environment, "DATABASE_URL": url})
    theirs = Target(made.ours, made.pid("web"))
    ours = Target(pooled, made.pid("pooled"))
    return [compared(made, _as_pair(pair), ours, theirs) for pair in pairs]


def _as_pair(pair: Pair) -> Pair:
    goal = Goal(Measure.RATE, None)
    return Pair("pool", f"{pair.page}, PgBouncer", pair.ours, pair.ours, goal)


def prepare(room: Path, database: dict[str, Any], *, connections: int) -> int:
    """Write what PgBouncer reads in that folder, to lend so many connections of the database; the
    port where it will listen."""
    people, settings, listen, user = (
        room / "people.txt", room / CONFIG, free_port(), server_user(),
    )  # fmt: skip
    people.write_text(f'"{database["USER"]}" "{database["PASSWORD"]}"\n')
    settings.write_text(
        _SETTINGS.format(**database, loopback=LOOPBACK, listen=listen, connections=connections)
    )
    for file in (room, people, settings):
        file.chmod(0o700 if file is room else 0o600)
        if user:
            os.chown(file, *user)
    return listen


def _start_pooler(made: Stand, program: str) -> int:
    room = made.supervisor.places.state / "pgbouncer"
    room.mkdir(mode=0o700, exist_ok=True)
    database = {
        "NAME": DATABASE, "HOST": LOOPBACK, "PORT": made.database.port,
        "USER": APP, "PASSWORD": made.database.passwords.app,
    }  # fmt: skip
    port = prepare(room, database, connections=4)
    environment, user = {"PATH": os.defpath}, server_user()
    command = [program, "--quiet", CONFIG]
    made.supervisor.start(Program("pooler", command, environment, folder=room, user=user))
    made.supervisor.wait_until(
        lambda: not is_free(port),
        seconds=_READY_SECONDS,
        otherwise="PgBouncer does not listen; the reason stands above.",
    )
    return port
