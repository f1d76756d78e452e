"""Who stands in for a colleague who is away."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.constraints import SameDesk, desk_key


class CoverQuerySet(models.QuerySet["Cover"]):
    def of_desk(self, desk_id: int) -> "CoverQuerySet":
        return self.filter(desk_id=desk_id)

    def on(self, day: date) -> "CoverQuerySet":
        """Both ends count."""
        return self.filter(first_day__lte=day, last_day__gte=day)

    def not_over(self, day: date) -> "CoverQuerySet":
        return self.filter(last_day__gte=day)


class Cover(models.Model):
    """From the first day until the last a colleague's work is shown to somebody else too.

    Read together with the membership itself, before a desk is open; it names staff alone.
    """

    desk = models.ForeignKey("tenancy.Desk", models.PROTECT, related_name="+")
    colleague = desk_key("accounts.Membership", related_name="+", verbose_name=_("who is away"))
    member = desk_key("accounts.Membership", related_name="+", verbose_name=_("who stands in"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects: ClassVar[Any] = CoverQuerySet.as_manager()

    class Meta:
        ordering = ("first_day", "id")
        constraints = [
            SameDesk(field="colleague"),
            SameDesk(field="member"),
            models.CheckConstraint(
                name="cover_ends_after_start",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is not before the first day."),
            ),
            models.CheckConstraint(
                name="cover_is_somebody_else",
                condition=~Q(colleague=F("member")),
                violation_error_message=_("Choose somebody else: nobody stands in for herself."),
            ),
            ExclusionConstraint(
                name="cover_once_at_a_time",
                expressions=[
                    (F("colleague"), RangeOperators.EQUAL),
                    (F("member"), RangeOperators.EQUAL),
                    (
                        Func(
                            F("first_day"),
                            F("last_day"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_(
                    "This colleague stands in on some of these days already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"
