"""The only door to the cache: every key carries its desk, or says that it belongs to nobody."""

from typing import Any

from django.core.cache import cache as _cache

from loketten.tenancy.context import current_desk_id


class DeskCache:
    """Keys of the current desk; outside `at_desk` it raises `NoDeskError`."""

    def get(self, key: str, default: Any = None) -> Any:
        return _cache.get(self._at_desk(key), default)

    def set(self, key: str, value: Any, *, seconds: int) -> None:
        _cache.set(self._at_desk(key), value, seconds)

    def delete(self, key: str) -> None:
        _cache.delete(self._at_desk(key))

    def _at_desk(self, key: str) -> str:
        return f"desk:{current_desk_id()}:{key}"


class SharedCache:
    """Keys of public and national facts; never of a person or a desk's own rows."""

    def get(self, key: str, default: Any = None) -> Any:
        return _cache.get(f"shared:{key}", default)

    def set(self, key: str, value: Any, *, seconds: int) -> None:
        _cache.set(f"shared:{key}", value, seconds)

    def delete(self, key: str) -> None:
        _cache.delete(f"shared:{key}")

    def count(self, key: str, *, seconds: int) -> int:
        """One more; the count starts anew when that many seconds have passed since the first."""
        _cache.add(f"shared:{key}", 0, seconds)
        try:
            return _cache.incr(f"shared:{key}")
        except ValueError:
            # It ran out between the two.
            return 1


desk_cache = DeskCache()
shared_cache = SharedCache()
