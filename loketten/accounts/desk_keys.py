"""The door for other systems: a key names its desk, and opens nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from loketten.accounts.actions.desk_keys import START
from loketten.accounts.models import DeskKey
from loketten.accounts.models.invitation import digest_of
from loketten.audit import log
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import DeskState

BEARER = "bearer"
# How precisely we remember when a key was used: not a write for every request.
USE_IS_NOTED_EVERY = timedelta(minutes=10)
_LONGEST = 200


def key_in(header: str) -> DeskKey | None:
    """The key that an Authorization header carries, while it works and its desk is at work."""
    kind, _space, told = header.partition(" ")
    if kind.lower() != BEARER or len(told) > _LONGEST:
        return None
    start, _line, rest = told.strip().partition("_")
    public_part, _line, secret = rest.partition("_")
    if start != START or not public_part.isalnum() or not public_part.isascii():
        return None
    found: DeskKey | None = (
        DeskKey.objects.select_related("desk")
        .defer("desk__logo")
        .filter(public_part=public_part)
        .first()
    )
    return found if found and _opens(found, secret) else None


@contextmanager
def working_for(key: DeskKey) -> Iterator[None]:
    """At the desk of the key, in one transaction; the access log names the key."""
    with at_desk(key.desk_id), log.through(key.actor):
        yield


def note_use(key: DeskKey) -> None:
    """In a transaction of its own, so that no two requests wait for each other for long."""
    now = timezone.now()
    if key.used_at is None or now - key.used_at > USE_IS_NOTED_EVERY:
        with at_desk(key.desk_id):
            DeskKey.objects.filter(pk=key.pk).update(used_at=now)


def _opens(key: DeskKey, secret: str) -> bool:
    now, today = timezone.now(), timezone.localdate()
    digest = digest_of(secret)
    is_hers = constant_time_compare(digest, key.digest)
    is_former = key.former_works_at(now) and constant_time_compare(digest, key.former_digest)
    is_at_work = key.desk.state_on(today) == DeskState.LIVE
    return (is_hers or is_former) and key.works_on(today) and is_at_work
