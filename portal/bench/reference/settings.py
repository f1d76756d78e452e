"""A Django with nothing on it; imports nothing of the product."""

import os

SECRET_KEY = "reference"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["portal.bench.reference"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "portal.bench.reference.urls"
APPEND_SLASH = False
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [], "APP_DIRS": True}
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": os.environ["REFERENCE_PORT"],
        "NAME": os.environ["REFERENCE_DATABASE"],
        "USER": os.environ["REFERENCE_USER"],
        "PASSWORD": os.environ["REFERENCE_PASSWORD"],
        "CONN_MAX_AGE": 60,
    }
}
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
