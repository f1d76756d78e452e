"""How backups reach PostgreSQL: past Django, with the roles and the programs made for it."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from glob import glob
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg2
import structlog
from django.conf import settings

from portal.operations.backup.cipher import NotSetUp

Place = dict[str, Any]
_PIECE = 1 << 20

log = structlog.get_logger()


class ProgramFailed(Exception):
    """pg_dump or pg_restore did not do it; the message has its last words."""


def backup_place() -> Place:
    """The database as the backup role reaches it."""
    if not settings.BACKUP_DATABASE:
        raise NotSetUp("DATABASE_BACKUP_URL must be set: the role that reads for backups.")
    return dict(settings.BACKUP_DATABASE)


def owner_place() -> Place:
    """The database as its owner reaches it, who alone may fill an empty one."""
    if "owner" not in settings.DATABASES:
        raise NotSetUp("DATABASE_OWNER_URL must be set: the role that owns the tables.")
    return dict(settings.DATABASES["owner"])


def app_address(name: str) -> str:
    """That database on the server of the app role, as one setting."""
    place: Place = settings.DATABASES["default"]
    who = f"{quote(place['USER'], safe='')}:{quote(place['PASSWORD'], safe='')}"
    port = f":{place['PORT']}" if place["PORT"] else ""
    asked = urlencode(place.get("OPTIONS", {}), quote_via=quote)
    return f"postgres://{who}@{place['HOST']}{port}/{name}{f'?{asked}' if asked else ''}"


def named(place: Place, name: str) -> Place:
    """Another database on the same server."""
    return {**place, "NAME": name}


@contextmanager
def cursor_at(place: Place, *, autocommit: bool = False) -> Iterator[Any]:
    """One transaction, or one statement at a time."""
    link = psycopg2.connect(**_words(place))
    with closing(link):
        link.autocommit = autocommit
        with link.cursor() as cursor:
            yield cursor
        if not autocommit:
            link.commit()


@contextmanager
def alone() -> Iterator[None]:
    """Waits for whoever makes a backup of this database or tries one out, on any machine. The turn
    belongs to a transaction: it ends with the process or its machine, however that went."""
    with cursor_at(backup_place()) as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('operations.keeping'))")
        if not cursor.fetchone()[0]:
            log.info("keeping.waits")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('operations.keeping'))")
        yield


def output_of(place: Place, program: str, *words: str) -> Iterator[bytes]:
    """What a program writes, in pieces; raises when it fails in the end."""
    with tempfile.TemporaryFile() as errors:
        running = subprocess.Popen(  # noqa: S603  (found below, with words of ours)
            [_program(place, program), *words], env=as_environment(place),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        assert running.stdout is not None
        try:
            while piece := running.stdout.read(_PIECE):
                yield piece
            _refuse_failure(program, running.wait(), errors)
        finally:
            running.kill()
            running.wait()
            running.stdout.close()


def feed(place: Place, pieces: Iterable[bytes], program: str, *words: str) -> str:
    """Give a program its input; what it answers. It may stop reading when it has enough."""
    with tempfile.TemporaryFile() as errors, tempfile.TemporaryFile() as answer:
        running = subprocess.Popen(  # noqa: S603  (found below, with words of ours)
            [_program(place, program), *words], env=as_environment(place),
            stdin=subprocess.PIPE, stdout=answer, stderr=errors,
        )  # fmt: skip
        assert running.stdin is not None
        try:
            with suppress(BrokenPipeError):
                for piece in pieces:
                    running.stdin.write(piece)
            with suppress(BrokenPipeError):
                running.stdin.close()
            _refuse_failure(program, running.wait(), errors)
        finally:
            running.kill()
            running.wait()
        answer.seek(0)
        return answer.read().decode(errors="replace")


def _refuse_failure(program: str, code: int, errors: Any) -> None:
    if code:
        errors.seek(0)
        # Never the lines that quote a row.
        said = [
            line for line in errors.read().decode(errors="replace").splitlines()
            if line.startswith(f"{program}: ") and "CONTEXT" not in line
        ]  # fmt: skip
        raise ProgramFailed(f"{program} ended with code {code}: {(said or ['nothing'])[0][:300]}")


def as_environment(place: Place) -> dict[str, str]:
    """The password in the environment: a command line can be read by others."""
    told = {_in_environment(name): str(word) for name, word in _words(place).items()}
    return settings.SURROUNDINGS | told | {"LC_MESSAGES": "C"}


def _words(place: Place) -> dict[str, Any]:
    """As libpq calls them, with all that the address asked: TLS above all."""
    words = {
        "host": place["HOST"], "port": place["PORT"], "user": place["USER"],
        "password": place["PASSWORD"], "dbname": place["NAME"], **place.get("OPTIONS", {}),
    }  # fmt: skip
    return {name: word for name, word in words.items() if word}


def _in_environment(name: str) -> str:
    """PGSSLMODE for sslmode: a rule, but for the names below."""
    other = {"dbname": "PGDATABASE", "connect_timeout": "PGCONNECT_TIMEOUT"}
    return other.get(name) or f"PG{name.replace('_', '').upper()}"


def _program(place: Place, name: str) -> str:
    """One that is not older than the server: an older pg_dump refuses a newer one."""
    with cursor_at(place) as cursor:
        release = cursor.connection.server_version // 10_000
    folders = [settings.POSTGRESQL_PROGRAMS, *sorted(glob("/usr/lib/postgresql/*/bin"))]
    found = [shutil.which(name, path=folder) for folder in folders if folder]
    for program in [*found, shutil.which(name)]:
        if program and _release(program) >= release:
            return program
    raise ProgramFailed(
        f"There is no {name} of PostgreSQL {release} or newer: install "
        f"postgresql-client-{release}, or say with POSTGRESQL_PROGRAMS in which folder it stands."
    )


def _release(program: str) -> int:
    answer = subprocess.run(  # noqa: S603
        [program, "--version"], capture_output=True, text=True, check=False
    )
    number = re.search(r"(\d+)", Path(answer.stdout).name if answer.returncode == 0 else "")
    return int(number[1]) if number else 0
