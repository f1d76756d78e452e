"""`python -m portal.deployment.probe web | worker | beat PLACE`: the containers' health checks.

Without Django, which would take two seconds of a core for each question.
"""

import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from portal.settings.declared import read

_WORKER_SECONDS = 60
# Celery's beat writes its schedule down every three minutes.
_BEAT_SECONDS = 400


def main(part: str, place: str) -> int:
    """0 when that part works; `place` is the address of the web, or the file of the others."""
    if part == "web":
        return 0 if _web_is_ready(place) else 1
    seconds = _WORKER_SECONDS if part == "worker" else _BEAT_SECONDS
    return 0 if _is_fresh(Path(place), seconds) else 1


def _web_is_ready(address: str) -> bool:
    host = read("ALLOWED_HOSTS")[0]
    link = HTTPConnection(address, timeout=5)
    try:
        link.request("GET", "/health/ready", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return link.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        link.close()


def _is_fresh(file: Path, seconds: float) -> bool:
    # The library of the schedule may add an ending of its own.
    moments = [one.stat().st_mtime for one in file.parent.glob(f"{file.name}*")]
    return time.time() - max(moments, default=0.0) < seconds


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
