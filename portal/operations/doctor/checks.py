"""What can be wrong with an installation: each check gives a sentence that says what to do, or
none. For operators, so in English, as every command is."""

import shutil
import smtplib
import string
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import redis
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from celery import current_app
from cryptography.fernet import InvalidToken
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.http.request import validate_host
from django.utils import timezone
from kombu.exceptions import OperationalError

from loketten.tenancy.operations import TableOperation
from portal.operations.backup.archive import backups
from portal.operations.measuring import DRILL_WITHIN, EVERY, LATE
from portal.operations.models import FailedTask, Keeping, KeepingKind, QueueState

Check = Callable[[], Iterator[str]]
OLDEST_POSTGRESQL = 15
EXTENSIONS = {"btree_gist", "pg_trgm", "unaccent"}
SHORTEST_SECRET = 50
FEWEST_LETTERS = 10
FREE_BYTES = 2 * 1024**3
CLOCK_SECONDS = 5
MAIL_SECONDS = 5
_PARTS = {
    "celery": "No worker answers, so mails, seals and figures wait: start it",
    "keeping": "No keeper answers, so no backup is made: start it",
}


def database() -> Iterator[str]:
    """When this one fails, the others that ask the database say nothing."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except ImproperlyConfigured as refusal:
        yield str(refusal)
    except DatabaseError as error:
        yield (
            f"The database does not answer ({type(error).__name__}): see whether PostgreSQL runs, "
            "and whether DATABASE_URL leads to it with the right password."
        )


def release() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        found = int(cursor.fetchone()[0]) // 10_000
    if found < OLDEST_POSTGRESQL:
        yield (
            f"PostgreSQL is {found}: upgrade it to {OLDEST_POSTGRESQL} or newer, with the last "
            "fixes of its walls between rows."
        )


def migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield (
            f"{len(missing)} migrations were not run, the first is {missing[0][0]}: run "
            "`manage.py migrate --database owner`."
        )


def extensions() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        missing = EXTENSIONS - {name for (name,) in cursor.fetchall()}
    if missing:
        yield f"The database lacks {', '.join(sorted(missing))}: CREATE EXTENSION as its owner."


def walls() -> Iterator[str]:
    """Row-level security, on and forced, with the policies of the migrations and no other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, "
            "array(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid) "
            "FROM pg_class AS c WHERE c.relkind IN ('r', 'p') "
            "AND c.relnamespace = 'public'::regnamespace"
        )
        found = {
            name: (is_forced, frozenset(names)) for name, is_forced, names in cursor.fetchall()
        }
    given = _policies_given()
    open_tables = [
        name
        for name in sorted(given)
        if found.get(name, (True, given[name])) != (True, given[name])
    ]
    if open_tables:
        yield (
            f"No wall stands around {', '.join(open_tables)}: row-level security was taken off, or "
            "its policies were changed. Close the portal, and restore it or ask who did this."
        )


def clock() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    apart = abs((theirs - timezone.now()).total_seconds())
    if apart > CLOCK_SECONDS:
        yield (
            f"The clocks of this machine and of the database are {apart:.0f} seconds apart: let "
            "both follow the same time server."
        )


def queue() -> Iterator[str]:
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2).ping()
    except (redis.RedisError, OSError) as error:
        yield (
            f"Redis does not answer ({type(error).__name__}): see whether it runs, and whether "
            "REDIS_URL leads to it with the right password. Until then mails wait."
        )


def worker() -> Iterator[str]:
    """Each queue has somebody: what keeps backups answers too, and sends no mail."""
    try:
        answers = current_app.control.inspect(timeout=2.0).active_queues() or {}
    except (OSError, redis.RedisError, OperationalError):
        return  # the queue has its own sentence
    yield from unserved({queue["name"] for queues in answers.values() for queue in queues})


def unserved(served: set[str]) -> Iterator[str]:
    for name, words in _PARTS.items():
        if name not in served:
            yield f"{words}, see `docker compose ps` and the logs."


def beat() -> Iterator[str]:
    newest = QueueState.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if newest is None:
        yield "Nothing was measured yet: wait a minute, then see whether worker and beat run."
    elif timezone.now() - newest > 3 * EVERY:
        yield (
            f"Nothing was measured for {_long(newest)}: beat, or every worker, stands still. "
            "Start them; there may be only one beat."
        )


def outbox() -> Iterator[str]:
    late = QueueState.objects.filter(oldest_at__lt=timezone.now() - LATE)
    for row in late[:3]:
        kinds = ", ".join(sorted(row.failing)) or "nobody takes them"
        yield (
            f"At {row.place} {row.waiting} mails or other effects wait, the oldest for "
            f"{_long(row.oldest_at or row.seen_at)} ({kinds}): see the log of the worker."
        )


def seals() -> Iterator[str]:
    late = QueueState.objects.filter(unsealed_since__isnull=False)
    places = list(late.values_list("place", flat=True)[:5])
    if places:
        yield (
            f"The access log of {', '.join(places)} is not sealed: see the log of the worker, and "
            "whether AUDIT_HEADS_DIR can be written."
        )


def failed_tasks() -> Iterator[str]:
    number = FailedTask.objects.open().count()
    if number:
        yield f"{number} tasks failed: see the page Operations, where they can be asked again."


def disk() -> Iterator[str]:
    for name in ("AUDIT_HEADS_DIR", "BACKUP_DIR"):
        place = Path(getattr(settings, name))
        while not place.exists():
            place = place.parent
        free = shutil.disk_usage(place).free
        if free < FREE_BYTES:
            yield (
                f"Only {free / 1024**3:.1f} GB is free where {name} stands ({place}): make room "
                "before writing fails."
            )


def mail() -> Iterator[str]:
    """By the door that mails take: with its TLS, its name and its password."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.smtp.EmailBackend":
        return  # a demo keeps its mails in files
    try:
        with get_connection(timeout=MAIL_SECONDS):
            pass
    except (OSError, smtplib.SMTPException) as error:
        yield (
            f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not answer, or not "
            f"as EMAIL_URL says ({type(error).__name__}): see that setting. Until then mails wait."
        )


def second_steps() -> Iterator[str]:
    """Locked with SECRET_KEY: with another one nobody who has an app for codes comes in."""
    adapter, closed = get_adapter(), 0
    for app in Authenticator.objects.filter(type=Authenticator.Type.TOTP):
        try:
            adapter.decrypt(app.data["secret"])
        except InvalidToken:
            closed += 1
    if closed:
        yield (
            f"The second step of {closed} people cannot be read: it was locked with another "
            "SECRET_KEY. Put that one in SECRET_KEY_FALLBACKS, or help each on 'Lost second step'."
        )


def secret_key() -> Iterator[str]:
    for name, key in (
        ("SECRET_KEY", settings.SECRET_KEY),
        *(("SECRET_KEY_FALLBACKS", former) for former in settings.SECRET_KEY_FALLBACKS),
    ):
        is_plain = set(key) <= set(string.ascii_lowercase) or len(set(key)) < FEWEST_LETTERS
        if len(key) < SHORTEST_SECRET or is_plain or "development" in key:
            yield (
                f"{name} can be guessed: make one of at least {SHORTEST_SECRET} random characters "
                '(python3 -c "import secrets; print(secrets.token_urlsafe(60))").'
            )


def addresses() -> Iterator[str]:
    if "*" in settings.ALLOWED_HOSTS or not settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the hosts that are served, and nothing like '*'."
    site = urlsplit(settings.SITE_URL)
    if settings.SITE_URL.rstrip("/") != f"{site.scheme}://{site.netloc}":
        yield f"SITE_URL must be an origin, as https://portaal.example.nl, not {settings.SITE_URL}."
    elif not validate_host(site.hostname or "", settings.ALLOWED_HOSTS) and not settings.DEBUG:
        yield (
            f"SITE_URL leads to {site.hostname}, which ALLOWED_HOSTS does not name: links in mails "
            "would be refused."
        )
    if settings.SESSION_COOKIE_SECURE and site.scheme != "https":
        yield "SITE_URL must begin with https://: nobody can sign in without it."


def backup_age() -> Iterator[str]:
    if not (settings.BACKUP_KEY or Keeping.objects.exists()):
        yield (
            "No backup was ever made: set BACKUP_KEY and DATABASE_BACKUP_URL where backups are "
            "made (docs/operations.md), and run `manage.py backup` there."
        )
        return
    good = Keeping.objects.filter(problem="")
    last = good.filter(kind=KeepingKind.BACKUP).order_by("-at").first()
    if last is None:
        yield "No backup was ever made: run `manage.py backup` where BACKUP_KEY is set."
    elif timezone.now() - last.at > timedelta(hours=settings.BACKUP_HOURS):
        yield (
            f"The last good backup is {_long(last.at)} old: run `manage.py backup`, and see the "
            "log of the keeper."
        )
    if last and settings.BACKUP_KEY and not backups():
        yield f"Backups were made, and {settings.BACKUP_DIR} holds none: see where it points."
    drill = Keeping.objects.filter(kind=KeepingKind.DRILL).order_by("-at").first()
    if drill and drill.problem:
        yield (
            "The last drill of a backup failed: run `manage.py backup_drill` and do not trust the "
            "backups until it succeeds."
        )
    elif last and (drill is None or timezone.now() - drill.at > DRILL_WITHIN):
        yield "No backup was tried out this week: run `manage.py backup_drill`."


def _policies_given() -> dict[str, frozenset[str]]:
    """By table, from the migrations themselves; one that is missing is a sentence of its own."""
    given: dict[str, frozenset[str]] = {}
    for migration in MigrationLoader(None).disk_migrations.values():
        for step in migration.operations:
            if isinstance(step, TableOperation) and step.policies:
                table = apps.get_model(migration.app_label, step.model)._meta.db_table
                given[table] = given.get(table, frozenset()) | step.policies
    return given


def _long(moment: datetime) -> str:
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 72 * 60 else f"{minutes // (24 * 60)} days"
