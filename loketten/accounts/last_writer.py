"""Who changed a row last, as the access log knows it."""

from django.db import models

from loketten.accounts.models import Membership
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry


def last_writer(row: models.Model) -> str:
    """A name, or nothing when the portal itself did it."""
    entries = Entry.objects.filter(object_kind=row._meta.label_lower, object_id=row.pk)
    written = entries.exclude(changed_fields=[]).order_by("-id").first()
    if written is None or written.actor_id is None or written.actor_kind != ActorKind.MEMBER:
        return ""
    member = Membership.objects.select_related("user").filter(pk=written.actor_id).first()
    return member.user.name if member else ""
