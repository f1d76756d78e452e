"""The only door to the cache: every key carries its desk, or says that it belongs to nobody.

What is kept can always be made again. So where Redis is gone or full nothing is found and nothing
is kept, and the page comes a little later; only `count` raises, for there an answer is a promise.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.core.cache import cache as _cache
from redis.exceptions import RedisError

from loketten.tenancy.context import current_desk_id

log = structlog.get_logger()


class _Cache(ABC):
    """Says whose a key is."""

    @abstractmethod
    def _owned(self, key: str) -> str: ...

    def get(self, key: str, default: Any = None) -> Any:
        with _without_redis():
            return _cache.get(self._owned(key), default)
        return default

    def set(self, key: str, value: Any, *, seconds: int) -> None:
        with _without_redis():
            _cache.set(self._owned(key), value, seconds)

    def delete(self, key: str) -> None:
        with _without_redis():
            _cache.delete(self._owned(key))


class DeskCache(_Cache):
    """Keys of the current desk; outside `at_desk` it raises `NoDeskError`."""

    def _owned(self, key: str) -> str:
        return f"desk:{current_desk_id()}:{key}"


class SharedCache(_Cache):
    """Keys of public and national facts; never of a person or a desk's own rows."""

    def _owned(self, key: str) -> str:
        return f"shared:{key}"

    def count(self, key: str, *, seconds: int) -> int:
        """One more; the count starts anew when that many seconds have passed since the first."""
        _cache.add(self._owned(key), 0, seconds)
        try:
            return _cache.incr(self._owned(key))
        except ValueError:
            # It ran out between the two.
            return 1


@contextmanager
def _without_redis() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        log.warning("tenancy.cache_unreachable", error=type(error).__name__)


desk_cache = DeskCache()
shared_cache = SharedCache()
