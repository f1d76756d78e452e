"""Our own PostgreSQL: made once, started on a free port, durable, for this machine alone."""

import locale
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGQUIT
from urllib.parse import quote

import psycopg2

from portal.embedded.binaries import postgresql_folder, postgresql_icu, version
from portal.embedded.children import Child, Program
from portal.embedded.console import RefusalError, last_line
from portal.embedded.leash import leashed
from portal.embedded.passwords import Passwords
from portal.embedded.places import refuse_hidden, server_user
from portal.embedded.ports import LOOPBACK, free_port
from portal.embedded.processes import can_see_folders, end, processes_in, started_at
from portal.embedded.roles import APP, BACKUP, DATABASE, OWNER, SUPERUSER, prepare_roles
from portal.embedded.supervisor import ChildEndedError, Supervisor

_LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8")
_START_SECONDS = 60.0  # after a kill the log is played again first
_RETRY_SECONDS = 15.0
# After a kill -9 the backends hold the shared memory for a moment; a port may be snatched.
_PASSING = ("pre-existing shared memory", "could not create any TCP", "lock file")
# Somebody who asks too early or stays too long is told so; that is no news.
_CHATTER = (
    "the database system is starting up",
    "the database system is shutting down",
    "terminating connection due to administrator command",
)
_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",  # their path may be too long; a port never is
    "max_connections": "200",
    "shared_buffers": "128MB",
    "password_encryption": "scram-sha-256",
    # Errors of statements quote what people typed; Django reports those with less.
    "log_min_messages": "fatal",
    "log_line_prefix": "",
    "lc_messages": "C",
    "jit": "off",
}
# Tests throw their database away: nobody is told that a write is safe, and nobody tidies up.
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_FORGETFUL |= {"autovacuum": "off", "wal_level": "minimal", "max_wal_senders": "0"}


@dataclass(frozen=True)
class Database:
    """A running server, and how each role reaches it."""

    port: int
    passwords: Passwords
    programs: Path

    def url(self, role: str) -> str:
        kept = {OWNER: self.passwords.owner, APP: self.passwords.app, BACKUP: self.passwords.backup}
        password = kept[role]
        return f"postgres://{role}:{quote(password, safe='')}@{LOOPBACK}:{self.port}/{DATABASE}"

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.url(APP),
            "DATABASE_OWNER_URL": self.url(OWNER),
            "DATABASE_BACKUP_URL": self.url(BACKUP),
            "POSTGRESQL_PROGRAMS": str(self.programs),
        }


def start_postgresql(
    supervisor: Supervisor,
    passwords: Passwords,
    *,
    forgetful: bool = False,
    settings: Mapping[str, str] | None = None,
) -> Database:
    """Start the server, with its roles and its database as the portal needs them; `settings` go
    over those of `make run`."""
    chosen = {**_SETTINGS, **(_FORGETFUL if forgetful else {}), **(settings or {})}
    folder = supervisor.places.database
    refuse_hidden(folder)
    programs = postgresql_folder(supervisor.places.state) / "bin"
    release = version(programs / "postgres", word="(PostgreSQL)")
    if not (folder / "PG_VERSION").exists():
        supervisor.log.say(f"Making a database with PostgreSQL {release}")
        supervisor.places.database_stamps.unlink(missing_ok=True)
        _make_cluster(folder, programs / "initdb", passwords.superuser)
    _refuse_other_release(folder, release)
    _end_forgotten_server(folder)
    port = _start(supervisor, programs / "postgres", passwords, chosen)
    supervisor.log.say(f"PostgreSQL {release} runs on port {port}")
    prepare_roles(port, passwords)
    return Database(port, passwords, programs)


def _make_cluster(folder: Path, initdb: Path, password: str) -> None:
    """Under another name first: a stop half-way must not look like a database."""
    user = server_user()
    draft = folder.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    secret = draft.with_suffix(".password")
    secret.touch(mode=0o600)
    secret.write_text(password)
    if user:
        os.chown(draft, *user)
        os.chown(secret, *user)
    command = [str(initdb), "-D", str(draft), "-U", SUPERUSER, f"--pwfile={secret}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", f"--locale={_utf8_locale()}"]
    answer = subprocess.run(
        leashed(command, death=SIGKILL, user=user),
        cwd=draft,
        env=_environment(draft),
        capture_output=True,
        text=True,
        check=False,
    )
    secret.unlink()
    if answer.returncode:
        said = last_line(answer.stderr)
        raise RefusalError(f"PostgreSQL could not make a database in {folder}: {said}")
    draft.rename(folder)


def _utf8_locale() -> str:
    """Letters with accents must count as letters; the order of names is the portal's own work."""
    kept = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in _LOCALES:
            with suppress(locale.Error):
                locale.setlocale(locale.LC_CTYPE, name)
                return name
    finally:
        locale.setlocale(locale.LC_CTYPE, kept)
    raise RefusalError(f"This system has none of the locales {', '.join(_LOCALES)}: install one.")


def _refuse_other_release(folder: Path, release: str) -> None:
    made_with = (folder / "PG_VERSION").read_text().strip()
    if made_with != release.split(".")[0]:
        raise RefusalError(
            f"The database in {folder} was made with PostgreSQL {made_with} and this is {release}: "
            f"move that folder away to start anew, or install PostgreSQL {made_with}."
        )


def _end_forgotten_server(folder: Path) -> None:
    """End what still works in our data folder, and drop the lock when its number is taken.

    PostgreSQL itself sees a dead number in its lock, but not one that somebody else has got by
    now. Without the lock it would not notice backends that outlived it: they go first.
    """
    lock = folder / "postmaster.pid"
    first_line = lock.read_text().partition("\n")[0] if lock.exists() else ""
    postmaster = int(first_line) if first_line.isdigit() else 0
    if postmaster in processes_in(folder):
        end([postmaster], SIGINT)
    end(processes_in(folder), SIGQUIT)
    somebody_elses = can_see_folders() and bool(started_at(postmaster))
    if lock.exists() and (not postmaster or somebody_elses):
        lock.unlink()


def _start(
    supervisor: Supervisor, postgres: Path, passwords: Passwords, settings: Mapping[str, str]
) -> int:
    """Start on a free port, again when what stands in the way will pass."""
    deadline = time.monotonic() + _RETRY_SECONDS
    while True:
        port = free_port()
        child = supervisor.start(_program(supervisor, postgres, port, settings))
        try:
            supervisor.wait_until(
                lambda port=port: _answers(port, passwords),  # type: ignore[misc]
                seconds=_START_SECONDS,
                otherwise=f"PostgreSQL does not answer after {_START_SECONDS:.0f} s.",
            )
        except ChildEndedError:
            if child.code() is None or time.monotonic() > deadline or not _will_pass(child):
                raise
            supervisor.drop(child)
            time.sleep(0.3)
        else:
            return port


def _program(
    supervisor: Supervisor, postgres: Path, port: int, settings: Mapping[str, str]
) -> Program:
    folder = supervisor.places.database
    command = [str(postgres), "-D", str(folder), "-p", str(port)]
    settings = dict(settings)
    if any(postgres.parents[1].rglob("pg_stat_statements.so")):
        settings["shared_preload_libraries"] = "pg_stat_statements"
    for name, setting in settings.items():
        command += ["-c", f"{name}={setting}"]
    return Program(
        name="postgres",
        command=command,
        environment=_environment(folder),
        folder=folder,
        user=server_user(),
        polite=SIGINT,
        quiet=_CHATTER,
    )


def _environment(folder: Path) -> Mapping[str, str]:
    """None of ours: a PGDATA or an LD_LIBRARY_PATH of somebody else would lead it astray."""
    environment = {"PATH": os.defpath, "HOME": str(folder), "LC_ALL": _utf8_locale(), "TZ": "UTC"}
    icu = postgresql_icu()
    return {**environment, "ICU_DATA": icu} if icu else environment


def _answers(port: int, passwords: Passwords) -> bool:
    try:
        psycopg2.connect(
            host=LOOPBACK, port=port, user=SUPERUSER, password=passwords.superuser,
            dbname="postgres", connect_timeout=3,
        ).close()  # fmt: skip
    except psycopg2.OperationalError:
        return False
    return True


def _will_pass(child: Child) -> bool:
    child.ending()  # waits for its last words
    return any(reason in words for words in child.last_words for reason in _PASSING)
