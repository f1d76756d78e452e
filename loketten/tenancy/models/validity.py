"""Facts that hold from one day until another."""

from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

Row = TypeVar("Row", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[Row]):
    """Rows that carry `valid_from` and `valid_until`."""

    def valid_on(self, day: date) -> Self:
        """Both ends count: a row with valid_until 31 December still holds on that day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


DatedManager = models.Manager.from_queryset(DatedQuerySet)


class Dated(models.Model):
    """A row that is ended, not deleted, when the world changes."""

    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day. Empty: no end known.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first day."),
            )
        ]


def period() -> Func:
    """The days of a dated row as a range, for constraints that forbid two at the same time."""
    # A range that ends before it starts is an error in PostgreSQL; the check above speaks then.
    never = Func(template="'infinity'::date", output_field=models.DateField())
    last = Greatest("valid_from", Coalesce("valid_until", never))
    return Func(
        F("valid_from"), last, Value("[]"), function="daterange", output_field=DateRangeField()
    )
