"""Is she still working? Asked five times in the first year."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.choices import CheckOutcome, Moment
from apprenticeships.querysets import AftercareCheckQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel


class AftercareCheck(DeskModel):
    """Made at the start of a trajectory; filled in when somebody asked."""

    trajectory = desk_key("apprenticeships.Trajectory", related_name="checks")
    moment = models.CharField(max_length=8, choices=Moment)
    due_on = models.DateField()
    outcome = models.CharField(
        _("how is it going?"), max_length=11, choices=CheckOutcome, blank=True
    )
    note = models.TextField(_("what was said"), max_length=1_000, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = desk_key("accounts.Membership", null=True, editable=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar = DeskManager.from_queryset(AftercareCheckQuerySet)()

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            SameDesk(field="trajectory"),
            SameDesk(field="done_by"),
            models.UniqueConstraint(
                name="aftercarecheck_once", fields=["desk", "trajectory", "moment"]
            ),
            models.CheckConstraint(
                name="aftercarecheck_moment_exists", condition=Q(moment__in=Moment.values)
            ),
            models.CheckConstraint(
                name="aftercarecheck_done_says_how",
                condition=Q(outcome="", note="", done_at__isnull=True, done_by__isnull=True)
                | Q(
                    outcome__in=CheckOutcome.values,
                    done_at__isnull=False,
                    done_by__isnull=False,
                ),
                violation_error_message=_("Say how it is going."),
            ),
        ]
        indexes = [
            models.Index(
                name="aftercarecheck_open", fields=["desk", "due_on"], condition=Q(outcome="")
            )
        ]

    def __str__(self) -> str:
        return self.moment
