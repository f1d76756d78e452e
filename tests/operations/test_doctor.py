"""Each sentence of the doctor, by making that very thing wrong."""

import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from portal.operations.doctor import checks
from portal.operations.models import FailedTask, Keeping, KeepingKind, KeepingProblem, QueueState
from tests.audit.own_postgres import pointed_at

AGO = timedelta(days=10)
NOWHERE = "postgres://loketten_app:x@127.0.0.1:1/loketten"


def _said(check: checks.Check) -> str:
    return " ".join(check())


def _keep(kind: KeepingKind, *, ago: timedelta = AGO, problem: str = "") -> None:
    Keeping.objects.create(kind=kind, at=timezone.now() - ago, problem=problem)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("break_it", "check", "sentence"),
    [
        (lambda: None, checks.beat, "Nothing was measured yet"),
        (
            lambda: QueueState.objects.create(place="x", seen_at=timezone.now() - AGO),
            checks.beat,
            "Nothing was measured for 10 days",
        ),
        (
            lambda: QueueState.objects.create(
                place="utrecht", seen_at=timezone.now(), waiting=3,
                oldest_at=timezone.now() - AGO, failing={"accounts.invitation OSError": 3},
            ),
            checks.outbox,
            "At utrecht 3 mails or other effects wait, the oldest for 10 days (accounts.invitation",
        ),
        (
            lambda: QueueState.objects.create(
                place="utrecht", seen_at=timezone.now(), unsealed_since=timezone.now()
            ),
            checks.seals,
            "The access log of utrecht is not sealed",
        ),
        (
            lambda: FailedTask.objects.create(task="a.b", error="X"),
            checks.failed_tasks,
            "1 tasks failed",
        ),
        (lambda: None, checks.backup_age, "No backup was ever made"),
        (
            lambda: _keep(KeepingKind.BACKUP),
            checks.backup_age,
            "The last good backup is 10 days old",
        ),
        (
            lambda: _keep(KeepingKind.BACKUP, ago=timedelta()),
            checks.backup_age,
            "No backup was tried out this week",
        ),
        (
            lambda: _keep(
                KeepingKind.DRILL, ago=timedelta(), problem=KeepingProblem.DIFFERENT
            ),
            checks.backup_age,
            "The last drill of a backup failed",
        ),
    ],
)  # fmt: skip
def test_what_the_portal_knows_of_itself(
    break_it: Callable[[], Any], check: checks.Check, sentence: str
) -> None:
    break_it()
    assert sentence in _said(check)


@pytest.mark.parametrize(
    ("changed", "check", "sentence"),
    [
        ({"SECRET_KEY": "short"}, checks.secret_key, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": "a" * 80}, checks.secret_key, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY_FALLBACKS": ["x"]}, checks.secret_key, "SECRET_KEY_FALLBACKS can be"),
        ({"ALLOWED_HOSTS": ["*"]}, checks.addresses, "ALLOWED_HOSTS must name"),
        ({"SITE_URL": "http://a.nl/x"}, checks.addresses, "SITE_URL must be an origin"),
        ({"SITE_URL": "https://a.nl"}, checks.addresses, "which ALLOWED_HOSTS does not name"),
        (
            {"SITE_URL": "http://localhost", "SESSION_COOKIE_SECURE": True},
            checks.addresses,
            "SITE_URL must begin with https://",
        ),
        ({"REDIS_URL": "redis://127.0.0.1:1/0"}, checks.queue, "Redis does not answer"),
        (
            {
                "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "EMAIL_HOST": "127.0.0.1",
                "EMAIL_PORT": 1,
            },
            checks.mail,
            "The mail server 127.0.0.1:1 does not answer, or not as EMAIL_URL says (Connection",
        ),
    ],
)
def test_what_is_set_wrongly(
    settings: Any, changed: dict[str, Any], check: checks.Check, sentence: str
) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    assert sentence in _said(check)


def test_a_host_may_be_named_with_all_below_it(settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_URL = [".example.nl"], "https://portaal.example.nl"
    assert _said(checks.addresses) == ""


def test_the_mail_server_is_asked_by_the_door_that_mails_take(settings: Any) -> None:
    class Plain(BaseRequestHandler):
        """Polite without TLS, which is not what was set."""

        def handle(self) -> None:
            self.request.sendall(b"220 hello\r\n")
            while self.request.recv(1000):
                self.request.sendall(b"250 yes\r\n")

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with ThreadingTCPServer(("127.0.0.1", 0), Plain) as server:
        Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        assert _said(checks.mail) == ""
        settings.EMAIL_USE_SSL = True
        assert "or not as EMAIL_URL says (SSLError)" in _said(checks.mail)
        server.shutdown()


def test_who_answers_must_take_from_each_queue() -> None:
    assert list(checks.unserved({"celery", "keeping"})) == []
    (sentence,) = checks.unserved({"keeping"})
    assert sentence.startswith("No worker answers")


@pytest.mark.django_db
def test_the_rest_of_the_machine(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(checks, "FREE_BYTES", 2**80)
    assert "is free where AUDIT_HEADS_DIR stands" in _said(checks.disk)
    monkeypatch.setattr(checks, "OLDEST_POSTGRESQL", 99)
    assert "upgrade it to 99" in _said(checks.release)
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        assert "180 seconds apart" in _said(checks.clock)
    assert "No worker answers" in _said(checks.worker)
    settings.BACKUP_KEY = ""
    assert "No backup was ever made: set BACKUP_KEY" in _said(checks.backup_age)


def test_a_database_that_was_tampered_with(real_db: str, as_owner: Any) -> None:
    assert _said(checks.walls) + _said(checks.migrations) + _said(checks.extensions) == ""
    as_owner.execute("ALTER TABLE clients_client NO FORCE ROW LEVEL SECURITY")
    as_owner.execute("DROP POLICY desk ON advice_nextstep; DROP POLICY owner ON advice_nextstep")
    as_owner.execute("CREATE POLICY more ON advice_contact USING (true)")
    as_owner.execute("ALTER TABLE vacancies_listing DISABLE ROW LEVEL SECURITY")
    as_owner.execute("ALTER TABLE accounts_deskkey NO FORCE ROW LEVEL SECURITY")
    assert _said(checks.walls).startswith(
        "No wall stands around accounts_deskkey, advice_contact, advice_nextstep, clients_client, "
        "vacancies_listing: "
    )
    as_owner.execute("DELETE FROM django_migrations WHERE app = 'operations'")
    assert "the first is operations.0001" in _said(checks.migrations)
    as_owner.execute("DROP EXTENSION unaccent CASCADE")
    assert "lacks unaccent" in _said(checks.extensions)


def test_without_a_database_it_says_so_and_goes_on(
    real_db: str, settings: Any, tmp_path: Path
) -> None:
    told = StringIO()
    urls = {"DATABASE_URL": NOWHERE, "DATABASE_OWNER_URL": NOWHERE}
    with pointed_at(urls), pytest.raises(SystemExit) as ended:
        call_command("doctor", stdout=told)
    assert ended.value.code == 1
    assert "wrong  database" in told.getvalue()
    assert "The database does not answer (OperationalError)" in told.getvalue()
    assert "good   Redis" in told.getvalue()
    owner_url = f"{os.environ['DATABASE_OWNER_URL'].rpartition('/')[0]}/{real_db}"
    owner = {"DATABASE_URL": owner_url, "DATABASE_OWNER_URL": NOWHERE}
    with pointed_at(owner):
        assert "could pass the walls between the desks" in _said(checks.database)
