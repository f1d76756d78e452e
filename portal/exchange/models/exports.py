"""Everything that a desk has, made into one file for somebody who said why."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.kit.tables.writing import Format
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel
from portal.exchange.choices import ExportState, Purpose
from portal.exchange.querysets import ExportQuerySet

FORMATS = [(Format.XLSX.value, _("Excel")), (Format.CSV.value, _("CSV"))]


class Export(DeskModel):
    """Who asked, why, and until when it can be fetched; the row stays when the bytes are gone."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    by = desk_key("accounts.Membership", related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    reason = models.CharField(_("why"), max_length=300)
    format = models.CharField(max_length=4, choices=FORMATS)
    language = models.CharField(max_length=2)
    state = models.CharField(
        _("state"), max_length=9, choices=ExportState, default=ExportState.QUEUED
    )
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(_("until"), null=True)
    size = models.PositiveBigIntegerField(default=0)
    checksum = models.CharField(max_length=64, blank=True)
    # The newest client that stands in it, to say in the log who was shown.
    clients_until = models.BigIntegerField(default=0)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(ExportQuerySet)()

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            SameDesk(field="by"),
            models.UniqueConstraint(name="export_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="export_key_once", fields=["desk", "key"]),
            models.UniqueConstraint(
                name="export_one_at_a_time",
                fields=["desk"],
                condition=Q(state=ExportState.QUEUED),
            ),
            models.CheckConstraint(
                name="export_says_why",
                condition=Q(purpose__in=Purpose.values) & ~Q(reason=""),
                violation_error_message=_("Say why you need this file."),
            ),
            models.CheckConstraint(
                name="export_ready_says_until_when",
                condition=~Q(state=ExportState.READY)
                | Q(made_at__isnull=False, expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_under_way(self) -> bool:
        return self.state == ExportState.QUEUED

    @property
    def state_in_words(self) -> str:
        """Also between the hour on which it expires and the round that deletes it."""
        is_over = self.state == ExportState.READY and not self.can_be_fetched
        return str(ExportState(ExportState.EXPIRED if is_over else self.state).label)

    @property
    def can_be_fetched(self) -> bool:
        in_time = self.expires_at is not None and self.expires_at > timezone.now()
        return self.state == ExportState.READY and in_time


class ExportPart(DeskModel):
    """A piece of the file: in the database, so that a backup and row-level security know it."""

    of = desk_key("exchange.Export", on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("number",)
        constraints = [
            SameDesk(field="of"),
            models.UniqueConstraint(name="exportpart_once", fields=["desk", "of", "number"]),
        ]

    def __str__(self) -> str:
        return f"part {self.number}"
