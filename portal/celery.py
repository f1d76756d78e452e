"""The Celery app; loaded by manage.py, wsgi.py and the worker, never by a package's __init__."""

import os
from pathlib import Path
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")


class RefuseUnsafeRole(bootsteps.StartStopStep):
    """Stops a worker before its first task when its database role could bypass the desks."""

    def __init__(self, worker: Any, **options: Any) -> None:
        from loketten.tenancy.guard import refuse_unsafe_role

        super().__init__(worker, **options)
        refuse_unsafe_role()


class Pulse(bootsteps.StartStopStep):
    """Touches a file as long as the worker's loop goes round: its container's health check."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        from django.conf import settings

        self.file = Path(settings.PULSE_FILE) if settings.PULSE_FILE else None
        self.turns: Any = None

    def start(self, worker: Any) -> None:
        if self.file:
            self.file.touch()
            self.turns = worker.timer.call_repeatedly(10.0, self.file.touch)

    def stop(self, worker: Any) -> None:
        if self.file and self.turns:
            self.turns.cancel()
            self.file.unlink(missing_ok=True)


app = Celery("loketten")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].update({RefuseUnsafeRole, Pulse})
app.autodiscover_tasks()
