"""What was promised at the end of a talk."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from advice.querysets import NextStepQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import DeskModel


class NextStep(DeskModel):
    """One promise with the day on which it should be kept."""

    file = desk_key("clients.ClientFile", related_name="steps")
    session = desk_key("advice.AdviceSession", related_name="steps")
    owner = desk_key("accounts.Membership", related_name="+")
    what = models.CharField(_("next step"), max_length=200)
    due_on = models.DateField(_("done by"))
    done_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar = DeskManager.from_queryset(NextStepQuerySet)()

    class Meta:
        ordering = ("due_on", "id")
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="session"),
            SameDesk(field="owner"),
            models.UniqueConstraint(name="nextstep_one_a_session", fields=["desk", "session"]),
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
