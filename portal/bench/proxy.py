"""nginx before the portal, as in production, and plain files beside it."""

import os
import re
import shutil
from pathlib import Path

from portal.bench.servers import Stand
from portal.embedded.bootstrap import PROJECT
from portal.embedded.children import Program
from portal.embedded.console import RefusalError
from portal.embedded.ports import LOOPBACK, free_port, is_free

_READY_SECONDS = 10.0
_PRODUCTION = PROJECT / "portal" / "deployment" / "nginx.conf"
# What is otherwise on this machine: no TLS, which has its own price; no limits, which would answer
# 429 here; other places and ports. The cache, and what is compressed, is as in production.
_CHANGES = (
    # From where nginx is told to stand: a path of ours may hold spaces.
    (r"/tmp/", ""),  # noqa: S108  (what stands there)
    (r"^(\s*)(ssl_|limit_)[^;]*;", ""),
    (r"server \{\s*listen 8080;[^}]*\}", ""),
    (r"listen 8443[^;]*;", "listen {host}:{port}; location /bench-files/ {{ root .; }}"),
    (r"set \$portal web:8000;", "set $portal {host}:{upstream};"),
    (r"^\s*resolver[^;]*;", ""),
    (r"access_log [^;]*;", "access_log off;"),
    (r"default_type [^;]*;", "types {{ text/html html; }}"),
    (
        r"proxy_cache public;",
        "proxy_cache public; add_header X-Bench-Cache $upstream_cache_status;",
    ),
    (r"\$host\b", "$http_host"),
    (r"worker_processes [^;]*;", "{user}daemon off; worker_processes 2;"),
    (r"keepalive_timeout [^;]*;", "keepalive_timeout 30s; keepalive_requests 1000000;"),
)


def as_here(conf: str, **here: object) -> str:
    """The configuration of production for this machine; refuses one that it does not know."""
    for pattern, instead in _CHANGES:
        conf, times = re.subn(pattern, instead.format(**here), conf, flags=re.MULTILINE)
        if not times:
            raise RefusalError(f"{_PRODUCTION} has no '{pattern}' any more: look at {__file__}.")
    return conf


class Proxy:
    """Runs until the stand ends."""

    def __init__(self, stand: Stand, program: str) -> None:
        self.port = free_port()
        self._room = stand.supervisor.places.state / "nginx"
        shutil.rmtree(self._room, ignore_errors=True)
        self._files.mkdir(parents=True)
        conf = self._room / "nginx.conf"
        conf.write_text(
            as_here(
                _PRODUCTION.read_text(),
                host=LOOPBACK,
                port=self.port,
                upstream=stand.ours,
                user="user root; " if os.getuid() == 0 else "",
            )
        )
        command = [program, "-p", f"{self._room}/", "-c", conf.name]
        child = Program("nginx", command, {"PATH": os.defpath}, folder=self._room)
        self.leader = stand.supervisor.start(child).pid
        stand.supervisor.wait_until(
            lambda: not is_free(self.port),
            seconds=_READY_SECONDS,
            otherwise="nginx does not listen; the reason stands above.",
        )

    @property
    def _files(self) -> Path:
        return self._room / "bench-files"

    def lay_down(self, name: str, page: bytes) -> str:
        """The address of a plain file with these bytes."""
        (self._files / name).write_bytes(page)
        return f"/bench-files/{name}"
