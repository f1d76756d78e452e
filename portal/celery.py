"""The Celery app; loaded by manage.py, wsgi.py and the worker, never by a package's __init__."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

app = Celery("loketten")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
