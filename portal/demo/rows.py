"""What every row of the demo needs: a key that stays the same, and its line in the access log."""

import uuid
from datetime import datetime

from django.db.models import Model

from loketten.accounts.models import Membership
from loketten.accounts.rights import Role
from loketten.audit.actors import Actor
from loketten.audit.models import Entry
from loketten.tenancy.models import Desk


def entry(
    action: str, row: Model, *, by: Actor, at: datetime, changed: list[str] | None = None
) -> Entry:
    """As `audit.log.note` writes it, except that the demo's past lies in the past."""
    return Entry(
        at=at,
        action=action,
        actor_kind=by.kind,
        actor_id=by.id,
        object_kind=row._meta.label_lower,
        object_id=row.pk,
        changed_fields=changed or [],
    )


def key_of(text: str) -> uuid.UUID:
    """The same row gets the same key in every demo."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"demo {text}")


def counselors_of(desk: Desk) -> list[Membership]:
    """In the order in which the plans count them."""
    with_role = Membership.objects.filter(desk=desk, roles__contains=[Role.COUNSELOR])
    return list(with_role.order_by("pk"))
