"""Our own Redis: a queue that survives a kill, behind a password, for this machine alone."""

import os
import socket
import time
from contextlib import closing
from pathlib import Path

from portal.embedded.binaries import redis_program, version
from portal.embedded.children import Child, Program
from portal.embedded.ports import LOOPBACK, free_port
from portal.embedded.supervisor import ChildEndedError, Supervisor

_RETRY_SECONDS = 5.0
# What is kept for speed has an end, and goes first when visitors ask for ever new things; the queue
# has none, and stays.
_SETTINGS = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
maxmemory 512mb
maxmemory-policy volatile-lru
databases 64
loglevel warning
tcp-backlog 128
"""
# Advice about the kernel of a server, which this is not.
_NOISE = ("overcommit_memory", "Transparent Huge Pages", "TCP backlog setting")
_CHATTER = (
    *("oO0OoO0OoO0Oo", "version=", "Configuration loaded", "Server initialized"),
    *("signal-handler", "User requested shutdown", "ready to exit"),
)


def start_redis(supervisor: Supervisor, password: str) -> dict[str, str]:
    """Start the server and give the environment that leads to it."""
    program = redis_program(supervisor.places.state)
    release = version(program, word="v=")
    # An older release cannot read what a newer one wrote.
    folder = supervisor.places.state / "redis" / release.split(".")[0]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    deadline = time.monotonic() + _RETRY_SECONDS
    while True:
        port = free_port()
        child = supervisor.start(_program(program, folder, port=port, password=password))
        try:
            supervisor.wait_until(
                lambda port=port: _answers(port, password),  # type: ignore[misc]
                seconds=30,
                otherwise="Redis does not answer after 30 s.",
            )
        except ChildEndedError:
            if not _port_was_taken(child) or time.monotonic() > deadline:
                raise
            supervisor.drop(child)
        else:
            supervisor.log.say(f"Redis {release} runs on port {port}")
            return {"REDIS_URL": f"redis://:{password}@{LOOPBACK}:{port}/0"}


def _program(program: Path, folder: Path, *, port: int, password: str) -> Program:
    """The password stands in a file of ours: a command line can be read by everybody."""
    settings = folder / "redis.conf"
    settings.touch(mode=0o600)
    quoted = str(folder).replace("\\", "\\\\").replace('"', '\\"')
    settings.write_text(
        _SETTINGS.format(host=LOOPBACK, port=port, password=password, folder=quoted)
    )
    return Program(
        name="redis",
        command=[str(program), str(settings)],
        environment={"PATH": os.defpath, "LC_ALL": "C", "HOME": str(folder)},
        folder=folder,
        quiet=_NOISE + _CHATTER,
    )


def _answers(port: int, password: str) -> bool:
    """Loading its log after a kill, it answers LOADING, which is not yet an answer."""
    try:
        with closing(socket.create_connection((LOOPBACK, port), timeout=2)) as link:
            link.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            heard = b""
            while heard.count(b"\r\n") < 2:
                more = link.recv(200)
                if not more:
                    return False
                heard += more
    except OSError:
        return False
    return heard == b"+OK\r\n+PONG\r\n"


def _port_was_taken(child: Child) -> bool:
    child.ending()  # waits for its last words
    return any("Address already in use" in words for words in child.last_words)
