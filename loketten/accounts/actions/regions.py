"""What a platform administrator mends in the map; a newer file of the reference data is the truth
again."""

from typing import Any, TypeVar

from django.db import models, transaction

from loketten.accounts.actions.seen import save_seen
from loketten.accounts.models import User
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.tenancy.models import Region, RegionMembership

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def save_region(region: Region, *, by: User, seen: str, **values: Any) -> list[str]:
    """A new one, or other words and days; returns what changed."""
    changed = _save(region, seen, values)
    if changed:
        # A region has a code in place of a number.
        actor = Actor(ActorKind.USER, by.pk)
        log.note_platform("region.saved", Region, by=actor, changed=changed, reason=region.pk)
    return changed


@transaction.atomic
def save_membership(
    membership: RegionMembership, *, by: User, seen: str, **values: Any
) -> list[str]:
    """In which region a municipality lies, and from when until when; returns what changed."""
    changed = _save(membership, seen, values)
    if changed:
        actor = Actor(ActorKind.USER, by.pk)
        log.note_platform("region_membership.saved", membership, by=actor, changed=changed)
    return changed


def _save(row: models.Model, seen: str, values: dict[str, Any]) -> list[str]:
    """`row` carries the values already, as a form of Django leaves it."""
    if row._state.adding:
        row.save(force_insert=True)
        return list(values)
    stored = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    return save_seen(stored, values, seen=seen)
