"""Settings of `make run`: the demo on this machine, over plain HTTP."""

import os

os.environ.setdefault("SECRET_KEY", "only-for-development-on-this-machine")

from portal.settings.base import *

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

if not env.str("EMAIL_URL", default=""):
    # Read them at /demo/mail.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DEMO_MAIL_DIR
