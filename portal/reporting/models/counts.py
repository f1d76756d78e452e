"""What a desk counted of a month: its own, so nobody above the desks can read it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel
from portal.reporting.choices import Table
from portal.reporting.periods import Span


class MonthCount(DeskModel):
    """One count over the period of this length that ends with `month`; small ones too, hence a
    tenant row. `people` decides whether a cell may be published."""

    month = models.DateField()
    span = models.CharField(max_length=8, choices=Span, default=Span.MONTH)
    table = models.CharField(max_length=12, choices=Table)
    key = models.CharField(max_length=60, blank=True)
    value = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = DeskManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="monthcount_once", fields=["desk", "month", "span", "table", "key"]
            ),
            models.CheckConstraint(
                name="monthcount_month_starts", condition=models.Q(month__day=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.table} {self.key}"


class Recount(models.Model):
    """When the published months were last counted again. Without a row they never were."""

    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.ran_at:%Y-%m-%d}"


class RecountDifference(models.Model):
    """The last recount of a region found another number than was stored; which, it does not say."""

    region = models.ForeignKey("tenancy.Region", models.PROTECT, related_name="+")
    month = models.DateField()
    table = models.CharField(max_length=12, choices=Table)
    cells = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-month", "region", "table")
        constraints = [
            models.UniqueConstraint(
                name="recountdifference_once", fields=["region", "month", "table"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.month:%Y-%m} {self.table}"
