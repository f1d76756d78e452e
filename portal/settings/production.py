"""Settings behind TLS; everything secret comes from the environment."""

from portal import logs
from portal.settings import declared

declared.refuse_missing()

from portal.settings.base import *

SECURE_SSL_REDIRECT = True
# Asked by machines inside, which have no certificate.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"

# One object a line, for what collects the log.
logs.configure(as_json=True)
LOGGING["formatters"]["places"]["()"] = "portal.failures.PlacesAsJson"
LOGGING["root"] = {"handlers": ["failures"]}
LOGGING["handlers"]["failures"]["level"] = "WARNING"
LOGGING["loggers"]["django"] = {"level": "ERROR"}
LOGGING["loggers"]["django.request"] |= {"level": "ERROR", "propagate": False}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Our lines go out as they are; Celery would put them into records of its own, without words.
CELERY_WORKER_REDIRECT_STDOUTS = False
