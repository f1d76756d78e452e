"""Settings shared by every environment; whatever differs comes from the environment."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal import logs
from portal.api.version import API_VERSION
from portal.settings.databases import in_a_hurry
from portal.settings.declared import is_set, read, surroundings

BASE_DIR = Path(__file__).resolve().parents[2]
BUILD_DIR = BASE_DIR / ".build"

SECRET_KEY = read("SECRET_KEY")
SECRET_KEY_FALLBACKS = read("SECRET_KEY_FALLBACKS")
DEBUG = False
DEMO = read("DEMO")
DEMO_SCALE = read("DEMO_SCALE")  # 1 is 20,000 clients
ALLOWED_HOSTS = read("ALLOWED_HOSTS")
SITE_URL = read("SITE_URL")

INSTALLED_APPS = [
    # First, so that its words win from those of the libraries.
    "loketten.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "rest_framework",
    "csp",
    "loketten.tenancy",
    "loketten.audit",
    "loketten.accounts",
    "clients",
    "vacancies",
    "advice",
    "apprenticeships",
    "portal.public",
    "portal.workplace",
    "portal.national",
    "portal.reporting",
    "portal.operations",
    "portal.exchange",
    "portal.api",
    "portal.demo",
    # After ours, so that our words win where the English is the same.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "loketten.audit.requests.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "loketten.accounts.headers.SecurityHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "loketten.ui.middleware.LanguageFromPathMiddleware",
    "portal.public.refusals.RefusalsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "loketten.accounts.middleware.MarkedViewsMiddleware",
    "portal.workplace.watchman.WatchMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
APPEND_SLASH = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "loketten.ui.loaders.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "loketten.accounts.navigation.account_navigation",
                "portal.workplace.navigation.desk_navigation",
            ],
        },
    }
]

# Two roles: the app role for everything that runs, the owner for migrations alone.
DATABASES: dict[str, Any] = {
    "default": {
        **read("DATABASE_URL"),
        "ENGINE": "loketten.tenancy.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
if is_set("DATABASE_OWNER_URL"):
    DATABASES["owner"] = {
        **in_a_hurry(read("DATABASE_OWNER_URL")),
        "ENGINE": "django.db.backends.postgresql",
        "TEST": {"MIRROR": "default"},
    }
DATABASE_ROUTERS = ["loketten.tenancy.routers.OwnerMigratesRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Reads every row and writes none; `manage.py backup` alone connects with it, past Django.
BACKUP_DATABASE = read("DATABASE_BACKUP_URL") if is_set("DATABASE_BACKUP_URL") else None

REDIS_URL = read("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "loketten",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    },
}

# Outside the database on purpose: a cut tail of the access log only shows against these.
AUDIT_HEADS_DIR = read("AUDIT_HEADS_DIR")
BACKUP_DIR = read("BACKUP_DIR")
BACKUP_KEY = read("BACKUP_KEY")
BACKUP_KEY_FALLBACKS = read("BACKUP_KEY_FALLBACKS")
BACKUPS_KEPT = read("BACKUPS_KEPT")
BACKUP_EVERY = max(read("BACKUP_EVERY"), 1)
POSTGRESQL_PROGRAMS = read("POSTGRESQL_PROGRAMS")
# For programs that we start.
SURROUNDINGS = surroundings()
BACKUP_HOURS = read("BACKUP_HOURS")
SLOW_REQUEST_MS = read("SLOW_REQUEST_MS")
# The web makes it when it is told to stop, so that a proxy sends nobody here any more.
DRAINING_FILE = read("DRAINING_FILE")
# A worker touches it while its loop goes round.
PULSE_FILE = read("PULSE_FILE")

# Different files that one member opens within an hour: more asks for a reason, more stops.
FILES_AN_HOUR_ASK = read("FILES_AN_HOUR_ASK")
FILES_AN_HOUR_STOP = read("FILES_AN_HOUR_STOP")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["loketten.accounts.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "loketten.accounts.passwords.NotLikeYou"},
    {"NAME": "loketten.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "loketten.accounts.passwords.NotWellKnown"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:start"
ACCOUNT_ADAPTER = "loketten.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by accepting the invitation sent to it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
# Django's own: allauth's would keep a second list of addresses.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_FORMS = {
    "login": "loketten.accounts.forms.sign_in.SignInForm",
    "reset_password": "loketten.accounts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "loketten.accounts.forms.sign_in.NewPasswordForm",
    "change_password": "loketten.accounts.forms.sign_in.ChangePasswordForm",
    "reauthenticate": "loketten.accounts.forms.sign_in.ConfirmPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = read("TRUSTED_PROXY_COUNT")
MFA_ADAPTER = "loketten.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "loketten.accounts.forms.second_factor.CodeForm",
    "reauthenticate": "loketten.accounts.forms.second_factor.ConfirmCodeForm",
    "activate_totp": "loketten.accounts.forms.second_factor.FirstCodeForm",
    "add_webauthn": "loketten.accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "loketten.accounts.forms.second_factor.RenamePasskeyForm",
    "authenticate_webauthn": "loketten.accounts.forms.second_factor.PasskeyForm",
    "login_webauthn": "loketten.accounts.forms.second_factor.PasskeyLoginForm",
    "reauthenticate_webauthn": "loketten.accounts.forms.second_factor.ConfirmPasskeyForm",
}

# A staff session ends after half an hour of rest, and after twelve hours in any case.
SESSION_ENGINE = "loketten.accounts.session_store"
SESSION_COOKIE_AGE = 30 * 60
SESSION_LONGEST_SECONDS = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS: list[Path] = []  # each app keeps its own catalogue
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

FORM_RENDERER = "loketten.ui.forms.HouseRenderer"

# A figure behind which stand fewer people is not shown: to the national team, and to everybody.
FIGURES_THRESHOLD = read("FIGURES_THRESHOLD")
FIGURES_THRESHOLD_PUBLIC = read("FIGURES_THRESHOLD_PUBLIC")
# How far back a portal that begins with old talks publishes.
FIGURES_MONTHS_BACK = read("FIGURES_MONTHS_BACK")

# Desks are being renamed: no name of the service stands in a template.
SITE_NAME = read("SITE_NAME")
# The national number, for who has no desk yet.
HELP_PHONE = read("HELP_PHONE")

# After so many days without a talk a counselor reads on My day that nothing was heard.
SILENT_AFTER_DAYS = read("SILENT_AFTER_DAYS")
# How long a vacancy stays online after somebody said that the place is free.
VACANCY_DAYS_ONLINE = read("VACANCY_DAYS_ONLINE")

# How long a page for everybody is kept once it was made; a change of what is online ends it sooner.
PAGES_KEPT_SECONDS = read("PAGES_KEPT_SECONDS")

# What a visitor asked: within how many working days a desk answers, how long her link works, and
# how long after the answer her name and address are kept.
ANSWER_WORKING_DAYS = read("ANSWER_WORKING_DAYS")
REQUEST_LINK_DAYS = read("REQUEST_LINK_DAYS")
REQUESTS_KEPT_DAYS = read("REQUESTS_KEPT_DAYS")

# The build makes this folder; a check of the settings may come before it.
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]
STATIC_URL = "/static/"
STATIC_ROOT = BUILD_DIR / "static"
STATICFILES_DIRS = [BUILD_DIR / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
# What is too large is not even put on the disk.
FILE_UPLOAD_HANDLERS = [
    "loketten.ui.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.public.errors.csrf_failure"

# Mails leave through the outbox, so a mail server that hangs holds up a worker, nobody's page.
vars().update(read("EMAIL_URL"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
DEMO_MAIL_DIR = read("DEMO_MAIL_DIR")

REST_FRAMEWORK = {"DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema"}
# The document of the API; what each operation says stands with its view.
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "API of the Leerwerkloketten",
    "VERSION": API_VERSION,
    "CONTACT": {
        "name": "National team of the Leerwerkloketten",
        "email": DEFAULT_FROM_EMAIL,
    },
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["portal.api.document.finish"],
}

# Django itself keeps nothing of a page that broke when DEBUG is off.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"places": {"()": "portal.failures.PlacesOnly"}},
    "handlers": {
        "failures": {
            "class": "logging.StreamHandler",
            "level": "ERROR",
            "formatter": "places",
        }
    },
    "loggers": {
        "django.request": {"handlers": ["failures"]},
        # Celery itself would write what the error says.
        "celery.app.trace": {"handlers": ["failures"], "propagate": False},
    },
}
logs.configure(as_json=False)

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Without an end: after an hour, which is a hundred times, a worker would leave for good, and with
# it everything that `make run` holds together.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A killed task comes back in seconds instead of after kombu's default of a minute and a half.
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "visibility_timeout": 3600,
    # Waking the worker is a hint: without Redis the request must not wait, the relay delivers.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
    "socket_connect_timeout": 1,
}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE


def _every(interval: timedelta, task: str) -> dict[str, Any]:
    """A round that could not start before the next one is not needed any more."""
    return {"task": task, "schedule": interval, "options": {"expires": interval.total_seconds()}}


def _daily(moment: crontab, task: str) -> dict[str, Any]:
    """Half a day late is still of use; later, the next one does it."""
    expires = timedelta(hours=12).total_seconds()
    return {"task": task, "schedule": moment, "options": {"expires": expires}}


def _backups(hours: int) -> dict[str, Any]:
    """At 1:20, and so many hours later, and so on; what could not start leaves it to the next."""
    moments = ",".join(str(hour) for hour in range(24) if (hour - 1) % hours == 0)
    moment = _daily(crontab(hour=moments, minute=20), "operations.back_up")
    return {**moment, "options": {"expires": min(hours, 12) * 3600}}


CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "seal-audit": _every(timedelta(seconds=30), "audit.seal_all"),
    "relay-outbox": _every(timedelta(seconds=5), "audit.relay_all"),
    "drop-expired-drafts": _every(timedelta(hours=6), "advice.drop_expired_drafts"),
    "forget-expired": _every(timedelta(hours=1), "accounts.forget_expired"),
    "forget-exchanged": _every(timedelta(hours=1), "exchange.forget_expired"),
    "forget-received": _daily(crontab(hour=3, minute=20), "api.forget_old"),
    "count-choices": _every(timedelta(seconds=15), "vacancies.keep_tally"),
    "end-vacancies": _daily(crontab(hour=2, minute=10), "vacancies.end_all"),
    "erase-ended-questions": _daily(crontab(hour=3, minute=10), "vacancies.erase_ended"),
    # When people begin to read their mail.
    "remind-of-vacancies": _daily(crontab(hour=7, minute=0), "vacancies.remind_all"),
    "count-live": _every(timedelta(seconds=10), "reporting.count_live"),
    "recount": _daily(crontab(hour=3, minute=40), "reporting.recount"),
    "measure-queues": _every(timedelta(minutes=1), "operations.measure"),
    "back-up": _backups(BACKUP_EVERY),
    "drill": _daily(crontab(hour=4, minute=20, day_of_week="sunday"), "operations.drill"),
    "publish-due": _daily(crontab(hour=6, minute=10), "reporting.publish_due"),
}
