"""The Celery app; loaded by manage.py, wsgi.py and the worker, never by a package's __init__."""

import os
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")


class RefuseUnsafeRole(bootsteps.StartStopStep):
    """Stops a worker before its first task when its database role could bypass the desks."""

    def __init__(self, worker: Any, **options: Any) -> None:
        from loketten.tenancy.guard import refuse_unsafe_role

        super().__init__(worker, **options)
        refuse_unsafe_role()


app = Celery("loketten")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].add(RefuseUnsafeRole)
app.autodiscover_tasks()
