"""What the national team and the public may read, made once a month and then left alone."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from portal.reporting.choices import State, Table
from portal.reporting.periods import Span

if TYPE_CHECKING:
    from datetime import date  # noqa: F401  (read in annotations)


class Publication(models.Model):
    """One closed month. Its cells never change: what comes later counts as late."""

    month = models.DateField(primary_key=True)
    published_at = models.DateTimeField(default=timezone.now)
    definitions = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("-month",)
        constraints = [
            models.CheckConstraint(name="publication_month_starts", condition=Q(month__day=1))
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class PublishedCellQuerySet(models.QuerySet["PublishedCell"]):
    def public(self) -> Self:
        """Under the higher threshold."""
        return self.filter(is_public=True)

    def of(self, months: "tuple[Any, ...]") -> Self:
        return self.filter(publication__in=months, span=Span.MONTH)


class PublishedCell(models.Model):
    """A number, or why there is none. Without region it is the country."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="cells")
    span = models.CharField(max_length=8, choices=Span, default=Span.MONTH)
    table = models.CharField(max_length=12, choices=Table)
    region = models.ForeignKey(
        "tenancy.Region", models.PROTECT, null=True, related_name="+", db_index=False
    )
    key = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=State)
    value = models.PositiveIntegerField(null=True)
    people = models.PositiveIntegerField(null=True)
    is_public = models.BooleanField(default=False)

    objects = PublishedCellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="publishedcell_once",
                fields=["publication", "span", "table", "region", "key"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="publishedcell_withheld_has_no_number",
                condition=Q(state=State.SHOWN, value__isnull=False)
                | ~Q(state=State.SHOWN)
                & Q(value__isnull=True, people__isnull=True, is_public=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.table} {self.region_id or 'NL'} {self.key}"
