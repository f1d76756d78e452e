"""What is kept can be made again, so nobody waits for a Redis that is in trouble."""

import socket

import pytest
from django.conf import settings
from django.core.cache import cache  # noqa: TID251  (what another release left comes by no door)

from loketten.tenancy import cache as cache_module
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


def test_what_another_release_left_is_made_again(db: None) -> None:
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]
    for left in (b"cvacancies.search.tally\nOfBefore\n.", b"cgone\nOfBefore\n.", b"\x80\x05", b""):
        client.set(cache.make_key("shared:a"), left)
        assert shared_cache.get_near("a", seconds=9) is None
    shared_cache.set("a", 1, seconds=9)
    assert shared_cache.get_near("a", seconds=9) == 1


def test_a_process_remembers_so_many_bytes(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "_MOST_NEAR_BYTES", 5_000)
    for name in "abc":
        shared_cache.set(name, name * 2_000, seconds=9)
        assert shared_cache.get_near(name, seconds=9) == name * 2_000
    assert [*shared_cache._near] == ["b", "c"]
    # What is asked for again stays.
    for name in "bd":
        shared_cache.set(name, name * 2_000, seconds=9)
        assert shared_cache.get_near(name, seconds=9) == name * 2_000
    assert [*shared_cache._near] == ["b", "d"]


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
