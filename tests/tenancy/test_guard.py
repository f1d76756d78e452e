"""Nothing starts with a database role for which the walls between the desks would not hold."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from loketten.tenancy.guard import refuse_unsafe_role

ROOT = Path(settings.BASE_DIR)
STARTS = {
    "web": [sys.executable, "-c", "import portal.wsgi"],
    "worker": [sys.executable, "-m", "celery", "-A", "portal.celery", "worker", "--pool", "solo"],
    "shell": [
        sys.executable,
        "manage.py",
        "shell",
        "-c",
        "from django.db import connection; connection.ensure_connection()",
    ],
    "command": [sys.executable, "manage.py", "audit", "verify"],
}


def _start(argv: list[str], database_url: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "portal.settings.development",
    }
    return subprocess.run(
        argv, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def _url(real_db: str, role: str) -> str:
    return f"{os.environ[role].rsplit('/', 1)[0]}/{real_db}"


@pytest.mark.parametrize("what", ["web", "shell", "command"])
def test_it_starts_with_the_app_role_and_refuses_the_owner(what: str, real_db: str) -> None:
    argv = STARTS[what]
    assert _start(argv, _url(real_db, "DATABASE_URL")).returncode == 0
    refused = _start(argv, _url(real_db, "DATABASE_OWNER_URL"))
    assert refused.returncode != 0
    assert "could pass the walls between the desks" in refused.stderr


def test_the_worker_refuses_the_owner(real_db: str) -> None:
    refused = _start(STARTS["worker"], _url(real_db, "DATABASE_OWNER_URL"))
    assert refused.returncode != 0
    assert "could pass the walls between the desks" in refused.stderr + refused.stdout


def test_the_role_of_the_tests_is_safe(db: None) -> None:
    refuse_unsafe_role()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)
