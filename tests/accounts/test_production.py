"""Django's own check of a deployment, with the settings of production."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NAMES = {"ALLOWED_HOSTS": "portaal.example.nl", "SITE_URL": "https://portaal.example.nl"}


def test_production_has_nothing_that_django_warns_of() -> None:
    surroundings = {
        # The browser tests of the same worker set it, for themselves alone.
        **{name: word for name, word in os.environ.items() if "ASYNC_UNSAFE" not in name},
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": "k9-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        **_NAMES,
        "DEMO": "0",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_cookies_of_production_are_for_this_host_and_for_tls_alone() -> None:
    code = (
        "import portal.settings.production as s;"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME,"
        " s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS >= 31536000, s.DEMO)"
    )
    surroundings = {**os.environ, **_NAMES, "SECRET_KEY": "k", "DEMO": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=surroundings, capture_output=True, text=True
    )
    assert done.stdout.split() == [
        "__Host-sessionid",
        "True",
        "__Host-csrftoken",
        "True",
        "True",
        "False",
    ]
