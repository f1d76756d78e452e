"""`manage.py migrate`, as the owner: the app role may not change tables."""

import gc
from typing import Any, ClassVar

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from loketten.tenancy.tasks import DeskScope


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
            super().handle(*args, **options)
        finally:
            gc.enable()
