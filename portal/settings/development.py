"""Settings of `make run`: the demo on this machine, over plain HTTP."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-development-on-this-machine")

from portal.settings.base import *
from portal.settings.declared import is_set

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

if not is_set("EMAIL_URL"):
    # Read them at /demo/mail.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DEMO_MAIL_DIR
