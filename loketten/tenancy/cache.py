"""The only door to the cache: public and national facts, and counts of tries. A desk's own rows are
never kept, and of a person nothing but such a count, under a hash.

What is kept can always be made again. So where Redis is gone or full nothing is found and nothing
is kept, and the page comes a little later; only `count` raises, for there an answer is a promise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.core.cache import cache as _cache
from redis.exceptions import RedisError

log = structlog.get_logger()


class SharedCache:
    """Keys that belong to nobody, and say so."""

    def get(self, key: str) -> Any:
        with _without_redis():
            return _cache.get(f"shared:{key}")
        return None

    def set(self, key: str, value: Any, *, seconds: int) -> None:
        with _without_redis():
            _cache.set(f"shared:{key}", value, seconds)

    def delete(self, key: str) -> None:
        with _without_redis():
            _cache.delete(f"shared:{key}")

    def count(self, key: str, *, seconds: int) -> int:
        """One more; the count starts anew when that many seconds have passed since the first."""
        _cache.add(f"shared:{key}", 0, seconds)
        try:
            return _cache.incr(f"shared:{key}")
        except ValueError:
            # It ran out between the two.
            return 1


@contextmanager
def _without_redis() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        log.warning("tenancy.cache_unreachable", error=type(error).__name__)


shared_cache = SharedCache()
