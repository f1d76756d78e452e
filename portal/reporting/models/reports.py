"""Monthly reports, and how far the making of them is."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel
from portal.reporting.choices import Language, ReportKind


class ReportRun(models.Model):
    """All reports of one published month: one for each desk and one for the country."""

    month = models.OneToOneField(
        "reporting.Publication", models.PROTECT, primary_key=True, related_name="report_run"
    )
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-month",)

    def __str__(self) -> str:
        return str(self.month_id)


class ReportPart(models.Model):
    """One report of a run: made or still to be made. Without region it is the country's."""

    run = models.ForeignKey(ReportRun, models.PROTECT, related_name="parts")
    region = models.ForeignKey("tenancy.Region", models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reportpart_once", fields=["run", "region"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.region_id or 'NL'}"


class StoredReport(models.Model):
    """A report as it was made, with its SHA-256."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    month = models.DateField()
    kind = models.CharField(max_length=4, choices=ReportKind)
    language = models.CharField(max_length=2, choices=Language, default=Language.DUTCH)
    content = models.BinaryField()
    checksum = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class DeskReport(DeskModel, StoredReport):
    """The desk's own numbers, small ones too: for that desk alone."""

    objects: ClassVar = DeskManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="deskreport_once", fields=["desk", "month", "kind", "language"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind} {self.language}"


class NationalReport(StoredReport):
    """Published numbers only."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="nationalreport_once", fields=["month", "kind", "language"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind} {self.language}"
