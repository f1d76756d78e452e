"""That somebody reads the access log: what she thought of each look, and her signature."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.models import DeskModel


class Verdict(models.TextChoices):
    FINE = "fine", _("Fine")
    LOOK_INTO = "look-into", _("Look into it")


class ReviewedLook(DeskModel):
    """What one reviewer says of one row of the access log."""

    entry = desk_key("audit.Entry", related_name="+")
    by = desk_key("accounts.Membership", related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            SameDesk(field="entry"),
            SameDesk(field="by"),
            models.UniqueConstraint(name="reviewedlook_once", fields=["desk", "entry"]),
            models.CheckConstraint(
                name="reviewedlook_doubt_says_why",
                condition=Q(verdict=Verdict.FINE) | Q(verdict=Verdict.LOOK_INTO) & ~Q(remark=""),
                violation_error_message=_("Write what must be looked into."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: row {self.entry_id}"


class WeekReview(DeskModel):
    """One week of the access log, read and signed: how much was seen, and how it was judged."""

    # Its Monday.
    week = models.DateField()
    signed_by = desk_key("accounts.Membership", related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    looks = models.PositiveIntegerField()
    read = models.PositiveIntegerField()
    doubtful = models.PositiveIntegerField()
    # Looks of the signer herself, at a desk where nobody else could read them.
    own_unread = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-week",)
        constraints = [
            SameDesk(field="signed_by"),
            models.UniqueConstraint(name="weekreview_once", fields=["desk", "week"]),
        ]

    def __str__(self) -> str:
        return f"{self.week}"
