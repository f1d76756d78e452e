"""Settings of the tests: as development, with quick password hashes and mail in memory."""

import os

from portal.settings.development import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Each worker of a parallel run empties its own Redis database.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
REDIS_URL = f"{REDIS_URL.rsplit('/', 1)[0]}/{_WORKER % 15 + 1}"
CACHES["default"]["LOCATION"] = REDIS_URL
CELERY_BROKER_URL = REDIS_URL
DEMO = False
# Each test client loads the middleware anew, which would list all static files each time.
WHITENOISE_AUTOREFRESH = True
# A test looks at what it has just changed; the test of kept pages asks for them.
PAGES_KEPT_SECONDS = 0
