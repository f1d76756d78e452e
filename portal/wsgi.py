"""The web entry for granian; refuses to serve with a database role that could bypass the desks."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()

import portal.celery  # noqa: E402, F401  (the web hands work to the worker)
from loketten.tenancy.guard import refuse_unsafe_role  # noqa: E402  (needs the apps loaded)

refuse_unsafe_role()

# What is loaded now stays as long as the process: to look through it again and again for what can
# be thrown away took a twentieth of each request.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
