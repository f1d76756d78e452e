"""Puts a database back as it was."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache  # noqa: TID251  (limits on tries are not what is tried here)
from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is gone afterwards, and so are the counters of tries."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
