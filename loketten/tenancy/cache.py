"""The only door to the cache: public and national facts, and counts of tries. A desk's own rows are
never kept, and of a person nothing but such a count, under a hash.

What is kept can always be made again. So where Redis is gone or full nothing is found and nothing
is kept, and the page comes a little later; only `count` raises, for there an answer is a promise.
"""

import pickle
import time
from collections.abc import Callable
from math import ceil
from threading import Lock
from typing import Any, NamedTuple

import structlog
from django.core.cache import cache as _cache
from redis.exceptions import RedisError

log = structlog.get_logger()
# A Redis that hangs lets each call wait for two seconds, and a page makes nine of them.
_LEFT_ALONE_SECONDS = 5

# A process remembers no more values, nor more bytes of them; what was not asked for longest goes.
_MOST_NEAR, _MOST_NEAR_BYTES = 2000, 32 * 1024**2
# What another release left, or half a value.
_UNREADABLE = (
    *(pickle.UnpicklingError, EOFError, AttributeError, ImportError),
    *(IndexError, KeyError, TypeError, ValueError),
)


class _Near(NamedTuple):
    until: float
    size: int
    value: Any


class SharedCache:
    """Keys that belong to nobody, and say so."""

    def __init__(self) -> None:
        self._near: dict[str, _Near] = {}
        self._near_bytes = 0
        self._remembers = Lock()
        self._left_alone_until = 0.0

    def get(self, key: str) -> Any:
        return self._tried(lambda: _read(f"shared:{key}"))

    def set(self, key: str, value: Any, *, seconds: int, insist: bool = False) -> None:
        """`insist` tries also shortly after a failure: for what others must hear of."""
        self._tried(lambda: _cache.set(f"shared:{key}", value, seconds), insist=insist)

    def touch(self, key: str, *, seconds: int) -> bool:
        """Keeps it so much longer; whether it was there."""
        return bool(self._tried(lambda: _cache.touch(f"shared:{key}", seconds)))

    def delete(self, key: str) -> None:
        self._tried(lambda: _cache.delete(f"shared:{key}"), insist=True)

    def get_near(self, key: str, *, seconds: int) -> Any:
        """As `get`, from this process where it was asked for so lately: the same object each time,
        which nobody may change. For what many pages read."""
        near = self._near.get(key)
        if near is not None and near.until >= time.monotonic():
            with self._remembers:
                if self._near.get(key) is near:
                    self._near[key] = self._near.pop(key)
            return near.value
        value = self.get(key)
        if value is not None:
            self._remember(key, value, seconds)
        return value

    def forget_near(self) -> None:
        """For tests: what this process remembers."""
        self._near.clear()
        self._near_bytes = 0
        self._left_alone_until = 0.0

    def count(self, key: str, *, seconds: int) -> int:
        """One more; the count starts anew when that many seconds have passed since the first."""
        if _cache.add(f"shared:{key}", 0, seconds):
            self.set(f"{key}:until", time.time() + seconds, seconds=seconds, insist=True)
        try:
            return _cache.incr(f"shared:{key}")
        except ValueError:
            # It ran out between the two.
            return 1

    def seconds_left(self, key: str, *, seconds: int) -> int:
        """Until a count starts anew; all of them when nobody knows any more when it began."""
        until = self.get(f"{key}:until")
        return max(1, ceil(until - time.time())) if until else seconds

    def _remember(self, key: str, value: Any, seconds: int) -> None:
        size, until = len(pickle.dumps(value)), time.monotonic() + seconds
        with self._remembers:
            self._forget(key)
            self._near[key] = _Near(until, size, value)
            self._near_bytes += size
            while len(self._near) > _MOST_NEAR or self._near_bytes > _MOST_NEAR_BYTES:
                self._forget(next(iter(self._near)))

    def _forget(self, key: str) -> None:
        if near := self._near.pop(key, None):
            self._near_bytes -= near.size

    def _tried(self, work: Callable[[], Any], *, insist: bool = False) -> Any:
        """None where Redis does not answer; this process then leaves it alone for a moment."""
        if not insist and time.monotonic() < self._left_alone_until:
            return None
        try:
            return work()
        except RedisError as error:
            self._left_alone_until = time.monotonic() + _LEFT_ALONE_SECONDS
            log.warning("tenancy.cache_unreachable", error=type(error).__name__)
            return None


def _read(key: str) -> Any:
    """None where it cannot be read: it is made again, as what is not there."""
    try:
        return _cache.get(key)
    except _UNREADABLE as error:
        log.warning("tenancy.cache_unreadable", error=type(error).__name__)
        return None


shared_cache = SharedCache()
