"""nginx before the portal, with a small cache as in production, and plain files beside it."""

import os
import shutil
import subprocess
from pathlib import Path

from portal.bench.servers import Stand
from portal.embedded.children import Program
from portal.embedded.ports import LOOPBACK, free_port, is_free

# The caching, compression and keeping of connections of portal/deployment/nginx.conf; without TLS,
# which has its own price, and without its limits, which would answer 429 here.
_CONF = """\
daemon off;
{user}worker_processes 2;
pid {room}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
    include {types};
    access_log off;
    server_tokens off;
    sendfile on;
    tcp_nodelay on;
    keepalive_timeout 30s;
    keepalive_requests 1000000;
    open_file_cache max=100;
    gzip on;
    gzip_proxied any;
    gzip_vary on;
    gzip_comp_level 6;
    gzip_min_length 1000;
    gzip_types application/json application/xml image/svg+xml text/css text/plain text/javascript;
    client_body_temp_path {room}/body;
    proxy_temp_path {room}/proxy;
    fastcgi_temp_path {room}/fastcgi;
    uwsgi_temp_path {room}/uwsgi;
    scgi_temp_path {room}/scgi;
    proxy_cache_path {room}/cache levels=1:2 keys_zone=public:10m max_size=256m use_temp_path=off;
    map $http_cookie $has_session {{
        default 0;
        "~sessionid=" 1;
    }}
    upstream portal {{
        server {host}:{upstream};
        keepalive 32;
    }}
    server {{
        listen {host}:{port};
        location /bench-files/ {{ root {room}/files; default_type text/html; }}
        location / {{
            proxy_pass http://portal;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            add_header X-Bench-Cache $upstream_cache_status always;
            proxy_cache public;
            proxy_cache_key $scheme$host$request_uri;
            proxy_cache_lock on;
            proxy_cache_background_update on;
            proxy_cache_use_stale error timeout updating;
            proxy_cache_bypass $has_session $http_authorization;
            proxy_no_cache $has_session $http_authorization $upstream_http_set_cookie;
        }}
    }}
}}
"""
_TYPES = "types { text/html html; text/css css; text/javascript js; font/woff2 woff2; }"
_READY_SECONDS = 10.0


def find_nginx() -> str | None:
    """From the PATH, else installed when we may."""
    found = _which()
    if found or os.getuid() != 0 or not shutil.which("apt-get"):
        return found
    asked = ["apt-get", "install", "-y", "--no-install-recommends", "nginx-light"]
    subprocess.run(asked, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    return _which()


def _which() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class Proxy:
    """Runs until the stand ends."""

    def __init__(self, stand: Stand, program: str) -> None:
        self.port = free_port()
        self._room = stand.supervisor.places.state / "nginx"
        shutil.rmtree(self._room, ignore_errors=True)
        self._files.mkdir(parents=True)
        conf = self._room / "nginx.conf"
        types = self._room / "types.conf"
        types.write_text(_TYPES)
        conf.write_text(
            _CONF.format(
                room=self._room,
                types=types,
                host=LOOPBACK,
                port=self.port,
                upstream=stand.ours,
                user="user root;\n" if os.getuid() == 0 else "",
            )
        )
        command = [program, "-p", str(self._room), "-c", str(conf)]
        environment = {"PATH": os.defpath}
        child = Program("nginx", command, environment, folder=self._room)
        self.leader = stand.supervisor.start(child).pid
        stand.supervisor.wait_until(
            lambda: not is_free(self.port),
            seconds=_READY_SECONDS,
            otherwise="nginx does not listen; the reason stands above.",
        )

    @property
    def _files(self) -> Path:
        return self._room / "files" / "bench-files"

    def lay_down(self, name: str, page: bytes) -> str:
        """The address of a plain file with these bytes."""
        (self._files / name).write_bytes(page)
        return f"/bench-files/{name}"
