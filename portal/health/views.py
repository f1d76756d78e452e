"""What a proxy asks before it sends somebody here."""

import os

import structlog
from django.conf import settings
from django.core.cache import cache  # noqa: TID251  (asks whether Redis answers, keeps nothing)
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

from loketten.accounts.access import entrance_view

log = structlog.get_logger()


@entrance_view
def live(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nothing of the database."""
    return HttpResponse("live\n", content_type="text/plain")


@entrance_view
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database, its migrations and Redis are there and nobody asked this web to stop,
    else 503 without details."""
    missing = [name for name, check in _CHECKS.items() if not check()]
    if missing:
        log.warning("health.not_ready", missing=missing)
        return HttpResponse("not ready\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def _database_is_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _redis_answers() -> bool:
    try:
        cache.get("health")
    except (OSError, RedisError):
        return False
    return True


def _may_stay() -> bool:
    """Asked to stop, the web says so here first and goes on serving (portal.deployment.drain)."""
    return not (settings.DRAINING_FILE and os.path.exists(settings.DRAINING_FILE))


_CHECKS = {"draining": _may_stay, "database": _database_is_migrated, "redis": _redis_answers}
