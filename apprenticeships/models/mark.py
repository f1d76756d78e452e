"""What a counselor says of a plank that has no record."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.choices import Plank, Says
from apprenticeships.querysets import PlankMarkQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel


class PlankMark(DeskModel):
    """Missing, or not needed, and why. A newer word or a record lifts it; nothing is erased."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    file = desk_key("clients.ClientFile", related_name="plank_marks")
    plank = models.CharField(max_length=12, choices=Plank)
    says = models.CharField(_("this plank is"), max_length=10, choices=Says)
    reason = models.CharField(_("why"), max_length=300)
    by = desk_key("accounts.Membership", related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(PlankMarkQuerySet)()

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="by"),
            models.UniqueConstraint(name="plankmark_key_once", fields=["desk", "key"]),
            models.UniqueConstraint(
                name="plankmark_one_stands",
                fields=["desk", "file", "plank"],
                condition=Q(lifted_at__isnull=True),
            ),
            models.CheckConstraint(
                name="plankmark_says_what",
                condition=Q(plank__in=Plank.values, says__in=Says.values) & ~Q(reason=""),
                violation_error_message=_("Say why this plank is missing or not needed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plank} {self.says}"
