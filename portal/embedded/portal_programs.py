"""The portal's own processes: web, worker and beat."""

import os
from collections.abc import Mapping
from pathlib import Path

from portal.embedded.bootstrap import VENV_PYTHON
from portal.embedded.children import Program
from portal.embedded.machine import cores
from portal.embedded.places import Places
from portal.embedded.ports import LOOPBACK

_THREADS = 4  # each holds a database connection


def portal_programs(places: Places, environment: Mapping[str, str], port: int) -> list[Program]:
    """In the order in which they start: first what people wait for."""
    commands = {
        "web": web_command(port),
        "worker": _worker(),
        "beat": _beat(places.state / "beat-schedule"),
    }
    return [
        Program(name, command, environment, folder=places.project, quiet=("Warm shutdown",))
        for name, command in commands.items()
    ]


def web_processes() -> int:
    """One for each core, since the threads of one process share a single core; four at most,
    because each takes some 150 MB."""
    return min(4, max(2, cores()))


def web_command(port: int, *, application: str = "portal.wsgi:application") -> list[str]:
    """The web server; the bench starts the Django that it compares with by the same words."""
    return [
        *(str(VENV_PYTHON), "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", LOOPBACK, "--port", str(port), "--workers", str(web_processes())),
        *("--blocking-threads", str(_THREADS), "--backlog", "1024"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5"),
        *("--log-level", "warning"),
        application,
    ]


def _worker() -> list[str]:
    return [
        *_celery("worker"),
        *("--concurrency", "2", "--hostname", "loketten@%h", "--loglevel", "warning"),
        # Installed elsewhere, backups have a worker of their own (docker-compose.yml).
        *("--queues", "celery,keeping"),
        # There is one worker: nobody to gossip with, and mingling costs a second at the start.
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]


def _beat(schedule: Path) -> list[str]:
    return [*_celery("beat"), "--schedule", str(schedule), "--pidfile=", "--loglevel", "warning"]


def _celery(part: str) -> list[str]:
    python = [str(VENV_PYTHON)]
    if os.getuid() == 0:  # advice against pickle as root; we accept JSON only
        python += ["-W", "ignore:You're running the worker with superuser privileges"]
    return [*python, "-m", "celery", "-A", "portal.celery", "--quiet", part]
