"""Effects that must follow a committed write: mail, figures, exports."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from loketten.tenancy.models import DeskModel


class OutboxRow(models.Model):
    """Holds identities only; the effect looks up the rest when it is delivered."""

    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    effect = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    written_at = models.DateTimeField(db_default=Now())
    next_try_at = models.DateTimeField(db_default=Now())
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.effect} {self.message_id}"


class Outbox(DeskModel, OutboxRow):
    """Effects of a desk's own writes."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="outbox_message_once", fields=["desk", "message_id"])
        ]
        indexes = [
            models.Index(
                name="outbox_waiting",
                fields=["desk", "next_try_at"],
                condition=Q(delivered_at__isnull=True),
            )
        ]


class PlatformOutbox(OutboxRow):
    """Effects outside any desk: account mails."""

    class Meta:
        constraints = [
            models.UniqueConstraint(name="platformoutbox_message_once", fields=["message_id"])
        ]
        indexes = [
            models.Index(
                name="platformoutbox_waiting",
                fields=["next_try_at"],
                condition=Q(delivered_at__isnull=True),
            )
        ]
