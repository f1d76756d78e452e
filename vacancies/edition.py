"""A mark of what is online: part of the keys under which pages and counts are kept."""

import secrets

from django.db import transaction

from loketten.tenancy.cache import shared_cache

_KEY = "places:edition"
# Longer than anything is kept under it.
_KEPT_SECONDS = 24 * 60 * 60


def current_edition() -> str:
    """To be asked before the database is read: what is made of older rows keeps the older mark."""
    return shared_cache.get(_KEY) or ""


def next_edition() -> None:
    """Once what changed is there for everybody: what was kept is not found any more. A file of
    five hundred places is one change."""
    waiting = transaction.get_connection().run_on_commit
    if not any(waits is _mark for _savepoints, waits, _is_robust in waiting):
        transaction.on_commit(_mark)


def _mark() -> None:
    shared_cache.set(_KEY, secrets.token_hex(4), seconds=_KEPT_SECONDS, insist=True)
