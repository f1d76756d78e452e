"""How far something is that one transaction makes: the rows tell only when it is over.

Kept beside the database under a random name, as a number of rows; without Redis the page says that
it is under way, and not how far.
"""

from uuid import UUID

from loketten.tenancy.cache import shared_cache

KEPT_SECONDS = 3600
# Longer than a stretch of work without a word, and than the database waits for who vanished.
SILENT_SECONDS = 60


class Progress:
    def __init__(self, public_id: UUID, of: str, *, step: int = 50) -> None:
        self._key = f"progress:{public_id}:{of}"
        self._step, self._next = step, 0

    def tell(self, done: int) -> None:
        if done >= self._next:
            self._next = done + self._step
            shared_cache.set(self._key, done, seconds=KEPT_SECONDS)
            shared_cache.set(f"{self._key}:heard", True, seconds=SILENT_SECONDS)

    def told(self) -> int:
        done = shared_cache.get(self._key)
        return done if isinstance(done, int) else 0

    def is_silent(self) -> bool:
        """It was going on, and nothing was heard of it for a while: its machine may be gone."""
        return self.told() > 0 and not shared_cache.get(f"{self._key}:heard")
