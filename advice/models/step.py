"""What was promised: at the end of a talk, or in between."""

import uuid
from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.querysets import NextStepQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel


class NextStep(DeskModel):
    """One promise with the day on which it should be kept, and whoever keeps it."""

    file = desk_key("clients.ClientFile", related_name="steps")
    # Empty for what was agreed between two talks.
    session = desk_key("advice.AdviceSession", related_name="steps", null=True)
    owner = desk_key("accounts.Membership", related_name="+", verbose_name=_("who does it"))
    what = models.CharField(_("next step"), max_length=200)
    due_on = models.DateField(_("done by"))
    done_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, db_default=RandomUUID(), editable=False)

    objects: ClassVar = DeskManager.from_queryset(NextStepQuerySet)()

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="session"),
            SameDesk(field="owner"),
            models.UniqueConstraint(name="nextstep_one_a_session", fields=["desk", "session"]),
            models.UniqueConstraint(name="nextstep_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="nextstep_says_what",
                condition=~Q(what=""),
                violation_error_message=_("Say what the next step is."),
            ),
            models.CheckConstraint(
                name="nextstep_in_our_time",
                condition=Q(due_on__gte="2005-01-01", due_on__lt="2100-01-01"),
                violation_error_message=_("Choose a day in the coming years."),
            ),
        ]
        indexes = [
            models.Index(
                name="nextstep_open",
                fields=["desk", "owner", "due_on"],
                condition=Q(done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"


class StepChange(DeskModel):
    """What a step was before, and what it became: moving it to another day or to a colleague
    leaves its way behind."""

    step = desk_key("advice.NextStep", on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = desk_key("accounts.Membership", related_name="+")
    from_what = models.CharField(max_length=200)
    from_due_on = models.DateField()
    from_owner = desk_key("accounts.Membership", related_name="+")
    to_what = models.CharField(max_length=200)
    to_due_on = models.DateField()
    to_owner = desk_key("accounts.Membership", related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            SameDesk(field="step"),
            SameDesk(field="by"),
            SameDesk(field="from_owner"),
            SameDesk(field="to_owner"),
        ]

    def __str__(self) -> str:
        return f"step {self.step_id}"
