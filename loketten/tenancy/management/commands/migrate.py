"""`manage.py migrate`, as the owner: the app role may not change tables.

The old code serves on meanwhile, so a migration waits half a second for a table and then lets those
who queue behind it pass, and tries again.
"""

import copy
import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.apps.registry import Apps
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.migrations.state import ModelState
from django.db.models import Field
from psycopg2.errors import LockNotAvailable

from loketten.tenancy.tasks import DeskScope

TRIES = 40
PAUSE_SECONDS = 2.0


class Command(migrate.Command):
    desk_scope: ClassVar[DeskScope] = DeskScope.NONE

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in connections:
            raise CommandError("Set DATABASE_OWNER_URL: only the owner's role may migrate.")
        options["database"] = "owner"
        # From nothing, thousands of short-lived model classes are made: walking them all again
        # and again would take a quarter of the time, and the process ends soon.
        gc.disable()
        try:
            with fields_copied():
                self._try_until_done(*args, **options)
        finally:
            gc.enable()

    def _try_until_done(self, *args: Any, **options: Any) -> None:
        for left in reversed(range(TRIES)):
            try:
                drop_half_built_indexes()
                super().handle(*args, **options)
            except OperationalError as error:
                if not isinstance(error.__cause__, LockNotAvailable):
                    raise
                if not left:
                    raise CommandError(
                        "A table was in use all the time: run it again when it is quieter. "
                        "What was done is kept."
                    ) from error
                self.stdout.write(f"A table is in use: once more in {PAUSE_SECONDS:.0f} seconds.")
                time.sleep(PAUSE_SECONDS)
            else:
                return


@contextmanager
def fields_copied() -> Iterator[None]:
    """From nothing, nine thousand models are rendered, and Django takes each of their fields apart
    and makes it anew, which is half of the work. Those fields belong to no model yet, so a copy is
    the same: Django copies the fields of an abstract model in this way."""
    render, clone = ModelState.render, Field.clone

    def render_copies(state: ModelState, apps: Apps) -> Any:
        Field.clone = copy.deepcopy  # type: ignore[assignment, method-assign]
        try:
            return render(state, apps)
        finally:
            Field.clone = clone  # type: ignore[method-assign]

    ModelState.render = render_copies  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        ModelState.render = render  # type: ignore[method-assign]


def drop_half_built_indexes() -> None:
    """What a stop left behind of an index that was built beside the others' work: of no use, and
    in the way of its own name."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT i.indexrelid::regclass::text FROM pg_index AS i "
            "JOIN pg_class AS c ON c.oid = i.indexrelid "
            "WHERE NOT i.indisvalid AND c.relnamespace = 'public'::regnamespace"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
