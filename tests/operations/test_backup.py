"""What is kept comes back, and nobody reads it who has not the key."""

import errno
import filecmp
import os
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg2
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from loketten.audit import chain
from loketten.audit.models import PlatformEntry
from portal.operations import keeping, tasks
from portal.operations.backup.archive import PARTS, Backup, Draft, backups, drafting, drop_old, keys
from portal.operations.backup.cipher import PIECE, Locked, NotSetUp, Unreadable, unlocked
from portal.operations.backup.facts import Facts, differences, facts_of
from portal.operations.backup.making import keep_heads
from portal.operations.backup.restoring import (
    _without_default_rights,
    restore,
    restore_heads,
)
from portal.operations.backup.servers import (
    Place,
    ProgramFailed,
    alone,
    app_address,
    as_environment,
    cursor_at,
    named,
    output_of,
    owner_place,
)
from portal.operations.models import Keeping, KeepingKind, KeepingProblem
from portal.settings import base, declared
from portal.settings.databases import in_a_hurry
from tests.cast import Cast
from tests.conftest import as_owner_of

KEY, OTHER = "k" * 40, "o" * 40


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Path:
    """A folder of backups, and both roles led to the database of the test."""
    settings.BACKUP_DIR = str(tmp_path / "backups")
    settings.BACKUP_KEY = KEY
    name = connection.settings_dict["NAME"]
    settings.BACKUP_DATABASE = {**django_settings.BACKUP_DATABASE, "NAME": name}
    return tmp_path / "backups"


def _facts(place: Place | None = None) -> Facts:
    with cursor_at(place or dict(django_settings.BACKUP_DATABASE)) as cursor:
        return facts_of(cursor)


@pytest.mark.stack
def test_what_is_kept_comes_back(real_cast: Cast, kept: Path, settings: Any) -> None:
    for one in chain.chains():
        chain.seal(one)
    _the_app_role_cannot_dump()
    _a_killed_backup_is_none(kept)
    row = keeping.back_up()
    (backup,) = backups()
    assert row.rows > 1000
    assert (row.name, row.problem) == (backup.name, "")
    assert not any(path.name.startswith("unfinished") for path in kept.iterdir())
    _nothing_of_anybody_can_be_read(backup)
    drilled = keeping.drill()
    assert drilled.details == []
    assert (drilled.rows, drilled.tables) == (row.rows, row.tables)
    actions = PlatformEntry.objects.values_list("action", flat=True)
    assert {"backup.made", "drill.made"} <= set(actions)
    with pytest.raises(CommandError, match=r"holds \d+ tables: a restore goes into an empty one"):
        call_command("restore")
    _what_was_touched_is_refused(backup, settings)
    settings.BACKUPS_KEPT = 1
    _only_one_at_a_time(kept)
    assert [one.name for one in backups()] != [backup.name]
    assert len(list(kept.iterdir())) == 1


def _only_one_at_a_time(kept: Path) -> None:
    """On any machine: what counts is the database, and not a file of this one."""
    with cursor_at(dict(django_settings.BACKUP_DATABASE)) as cursor, ThreadPoolExecutor(1) as other:
        before = sorted(kept.iterdir())
        with alone():
            waiting = other.submit(_backed_up)
            while not _somebody_waits(cursor):
                time.sleep(0.01)
            assert sorted(kept.iterdir()) == before
        assert waiting.result(timeout=60).problem == ""


def _backed_up() -> Keeping:
    try:
        return keeping.back_up()
    finally:
        connection.close()


def _somebody_waits(cursor: Any) -> bool:
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database "
        "WHERE locktype = 'advisory' AND NOT granted AND datname = current_database())"
    )
    return bool(cursor.fetchone()[0])


def _the_app_role_cannot_dump() -> None:
    place = {**connection.settings_dict}
    with pytest.raises(ProgramFailed, match=r"permission denied|row-level security"):
        list(output_of(place, "pg_dump", "--format=custom"))
    backup = dict(django_settings.BACKUP_DATABASE)
    with cursor_at(backup) as cursor, pytest.raises(Exception, match="read-only transaction"):
        cursor.execute("DELETE FROM clients_client")
    with cursor_at(backup, autocommit=True) as cursor:
        cursor.execute("SET default_transaction_read_only = off")
        with pytest.raises(Exception, match="permission denied"):
            cursor.execute("DELETE FROM clients_client")


def _a_killed_backup_is_none(kept: Path) -> None:
    place = django_settings.BACKUP_DATABASE
    url = f"postgres://{place['USER']}:{place['PASSWORD']}@{place['HOST']}:{place['PORT']}"
    app = connection.settings_dict
    told = {
        **os.environ, "BACKUP_DIR": str(kept), "BACKUP_KEY": KEY,
        "DATABASE_BACKUP_URL": f"{url}/{place['NAME']}",
        "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{app['NAME']}",
    }  # fmt: skip
    words = [sys.executable, "manage.py", "backup"]
    with subprocess.Popen(words, env=told, cwd=django_settings.BASE_DIR) as making:
        deadline = time.monotonic() + 60
        while not list(kept.glob("unfinished-*/database")) and time.monotonic() < deadline:
            time.sleep(0.002)
        making.send_signal(signal.SIGKILL)
    assert making.returncode == -signal.SIGKILL
    assert list(kept.glob("unfinished-*"))
    assert backups() == []


def _nothing_of_anybody_can_be_read(backup: Backup) -> None:
    for part in backup.folder.iterdir():
        assert b"CNRY" not in part.read_bytes()
        assert b"PGDMP" not in part.read_bytes()
    assert backup.read_whole("database").startswith(b"PGDMP")


def _what_was_touched_is_refused(backup: Backup, settings: Any) -> None:
    for touch, sentence in TOUCHES.items():
        copy = Backup(backup.folder.parent / f"copy-{touch.__name__}" / backup.name)
        shutil.copytree(backup.folder, copy.folder)
        touch(copy.folder)
        with pytest.raises(CommandError, match=sentence):
            call_command("restore", copy.folder)
        shutil.rmtree(copy.folder.parent)
    settings.BACKUP_KEY = OTHER
    with pytest.raises(CommandError, match="locked with another key"):
        call_command("restore")
    settings.BACKUP_KEY_FALLBACKS = [KEY]
    backup.check()
    settings.BACKUP_KEY, settings.BACKUP_KEY_FALLBACKS = KEY, []


def _flip(folder: Path) -> None:
    data = bytearray((folder / "database").read_bytes())
    data[len(data) // 2] ^= 1
    (folder / "database").write_bytes(bytes(data))


def _cut(folder: Path) -> None:
    (folder / "database").write_bytes((folder / "database").read_bytes()[:-100])


def _lose(folder: Path) -> None:
    (folder / "heads").unlink()


def _rewrite(folder: Path) -> None:
    text = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(text.replace('"tables"', '"tabels"'))


TOUCHES: dict[Callable[[Path], None], str] = {
    _flip: "part 'database' was damaged or cut off",
    _cut: "part 'database' was damaged or cut off",
    _lose: "part 'heads' is missing",
    _rewrite: "its manifest was changed",
}


def test_a_restore_that_fails_half_way_leaves_the_database_as_it_was(
    kept: Path, tmp_path: Path
) -> None:
    with drafting() as draft:
        for part in PARTS:
            with draft.part(part) as file:
                file.write(b"whole, and yet nothing that pg_restore can read")
        backup = draft.finish()
    name = f"{connection.settings_dict['NAME']}_half"
    place = named(owner_place(), name)
    as_owner_of("postgres", f'CREATE DATABASE "{name}" TEMPLATE template1')
    try:
        before = _facts(place).structure
        assert any("default grant" in line and "SELECT" in line for line in before)
        with pytest.raises(ProgramFailed, match="pg_restore ended with code 1"):
            restore(backup, place, tmp_path / "heads")
        assert _facts(place).structure == before
        # As when the disk of PostgreSQL is full and the server goes down: told is what came first.
        with pytest.raises(ProgramFailed, match="first"):
            _fail_while_it_goes_away(place)
    finally:
        as_owner_of("postgres", f'DROP DATABASE IF EXISTS "{name}"')


def test_the_last_backups_stay_and_the_last_of_each_day(kept: Path, settings: Any) -> None:
    settings.BACKUPS_KEPT = 2
    names = [f"202611{day}T{hour}2000.000000Z" for day in (20, 21, 22) for hour in (1, 12, 23)]
    for name in names:
        (kept / name).mkdir(parents=True)
    assert drop_old() == 6
    assert sorted(one.name for one in backups()) == [names[5], *names[7:]]


def test_backups_come_as_often_as_was_asked() -> None:
    asked = {1: set(range(24)), 6: {1, 7, 13, 19}, 24: {1}, 48: {1}}
    for hours, moments in asked.items():
        assert base._backups(hours)["schedule"].hour == moments


def _fail_while_it_goes_away(place: Place) -> None:
    with _without_default_rights(place):
        as_owner_of("postgres", f'DROP DATABASE "{place["NAME"]}"')
        raise ProgramFailed("first")


def _locked(text: bytes) -> bytes:
    file = BytesIO()
    file.fileno = lambda: os.open(os.devnull, os.O_WRONLY)  # type: ignore[method-assign]
    locked = Locked(file, KEY)
    locked.write(text)
    with suppress(OSError):  # this file is none that a disk could be asked about
        locked.close()
    return file.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1, 2 * PIECE])
def test_pieces_come_back_and_no_end_is_taken_for_another(size: int) -> None:
    text = os.urandom(size)
    locked = _locked(text)
    assert b"".join(unlocked(BytesIO(locked), [OTHER, KEY])) == text
    for broken in (locked[:-1], locked[: len(locked) - 17], locked + b"x", locked[:20], b""):
        with pytest.raises(Unreadable):
            list(unlocked(BytesIO(broken), [KEY]))


def test_heads_of_any_size_need_little_memory(settings: Any, tmp_path: Path) -> None:
    settings.AUDIT_HEADS_DIR, settings.BACKUP_KEY = str(tmp_path / "heads"), KEY
    (tmp_path / "heads").mkdir()
    for name in ("utrecht.jsonl", "zwolle.jsonl"):
        (tmp_path / "heads" / name).write_bytes(name.encode())
        os.truncate(tmp_path / "heads" / name, 24 * PIECE)
    (tmp_path / "backup").mkdir()
    tracemalloc.start()
    keep_heads(Draft(tmp_path / "backup"))
    restore_heads(Backup(tmp_path / "backup"), tmp_path / "back")
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12 * PIECE
    for head in (tmp_path / "heads").iterdir():
        assert filecmp.cmp(head, tmp_path / "back" / head.name, shallow=False)


def test_pieces_that_changed_places_do_not_open() -> None:
    locked = _locked(b"a" * PIECE + b"b" * PIECE + b"c")
    head, piece = len(locked) - 2 * (PIECE + 16) - 17, PIECE + 16
    first, second = locked[head : head + piece], locked[head + piece : head + 2 * piece]
    with pytest.raises(Unreadable, match="damaged"):
        list(unlocked(BytesIO(locked[:head] + second + first + locked[head + 2 * piece :]), [KEY]))


def test_each_thing_that_came_back_otherwise_is_named(
    real_cast: Cast, kept: Path, as_owner: Any
) -> None:
    before = _facts()
    assert differences(before, _facts()) == []
    as_owner.execute("DELETE FROM tenancy_place WHERE id = (SELECT min(id) FROM tenancy_place)")
    as_owner.execute("ALTER TABLE clients_client NO FORCE ROW LEVEL SECURITY")
    as_owner.execute("GRANT DELETE ON audit_entry TO loketten_app")
    as_owner.execute("DROP POLICY desk ON advice_nextstep")
    as_owner.execute("ALTER TABLE audit_seal DROP CONSTRAINT seal_number_once")
    told = " ".join(differences(before, _facts()))
    for word in (
        "table tenancy_place", "walls clients_client", "new: grant audit_entry loketten_app DELETE",
        "gone: policy advice_nextstep desk", "constraint audit_seal seal_number_once",
    ):  # fmt: skip
        assert word in told


def test_what_an_address_asks_of_the_connection_is_asked_on_every_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = {"sslmode": "verify-full", "sslrootcert": "/tls/a root.pem", "connect_timeout": 3}
    monkeypatch.setenv("DATABASE_OWNER_URL", f"postgres://o:p@db:5/x?{urlencode(asked)}")
    owner = in_a_hurry(declared.read("DATABASE_OWNER_URL"))
    assert owner["OPTIONS"] == asked | {"options": "-c lock_timeout=500ms"}
    told = as_environment(owner)
    assert [told[f"PG{name}"] for name in ("SSLMODE", "SSLROOTCERT", "CONNECT_TIMEOUT")] == [
        "verify-full", "/tls/a root.pem", "3",
    ]  # fmt: skip
    app = {**django_settings.DATABASES["default"], "OPTIONS": asked}
    monkeypatch.setitem(django_settings.DATABASES, "default", app)
    monkeypatch.setenv("DATABASE_URL", app_address("loketten_drill"))
    assert declared.read("DATABASE_URL")["OPTIONS"] == asked
    closed = {**django_settings.BACKUP_DATABASE, "OPTIONS": {"sslmode": "require"}}
    with pytest.raises(psycopg2.OperationalError, match="SSL"), cursor_at(closed):
        pass


def test_without_a_key_or_with_a_short_one_nothing_is_kept(
    db: None, kept: Path, settings: Any
) -> None:
    settings.BACKUP_KEY = ""
    with pytest.raises(NotSetUp, match="--new-key"):
        keys()
    with pytest.raises(NotSetUp, match="at least 32"):
        Locked(BytesIO(), "short")
    settings.BACKUP_DATABASE = None
    with pytest.raises(CommandError, match="DATABASE_BACKUP_URL must be set"):
        call_command("backup")
    assert Keeping.objects.get().problem == "not_set_up"
    assert PlatformEntry.objects.latest("id").action == "backup.failed"
    with pytest.raises(CommandError, match="There is no backup in"):
        call_command("restore")


def test_a_round_that_the_queue_hands_out_again_is_done_when_the_first_did_not_end_well(
    db: None, kept: Path, settings: Any
) -> None:
    settings.BACKUP_KEY = ""  # so that a backup that begins ends at once
    good = Keeping.objects.create(kind=KeepingKind.BACKUP, name="first", asked_as="0f" * 16)
    for number in ("0f" * 16, "1e" * 16):
        tasks.back_up.push_request(id=number, args=[], delivery_info={"redelivered": True})
        try:
            with nullcontext() if number == good.asked_as else pytest.raises(NotSetUp):
                tasks.back_up()
        finally:
            tasks.back_up.pop_request()
    assert list(Keeping.objects.filter(problem="")) == [good]


def test_a_full_disk_is_told_in_words(
    db: None, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(draft: Draft) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("portal.operations.backup.making.keep_heads", full)
    with pytest.raises(CommandError, match=r"could not be written: .*No space left on device"):
        call_command("backup")
    assert Keeping.objects.get().problem == KeepingProblem.NO_ROOM
    assert list(kept.iterdir()) == []
