"""What is kept can be made again, so nobody waits for a Redis that is in trouble."""

import socket

import pytest
from django.conf import settings

from loketten.tenancy.cache import shared_cache


def test_a_redis_that_hangs_is_left_alone_for_a_moment(
    without_redis: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        here = {"LOCATION": f"redis://127.0.0.1:{port}/0", "OPTIONS": {"socket_timeout": 0.05}}
        for name, value in here.items():
            monkeypatch.setitem(settings.CACHES["default"], name, value)
        assert shared_cache.get("a") is None
        assert _calls(silent) > 0
        shared_cache.set("a", 1, seconds=9)
        assert shared_cache.get("a") is None
        assert _calls(silent) == 0
        shared_cache.set("a", 1, seconds=9, insist=True)
        assert _calls(silent) > 0


def _calls(silent: socket.socket) -> int:
    """How often somebody called since it was last asked."""
    silent.setblocking(False)
    count = 0
    while True:
        try:
            silent.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1
