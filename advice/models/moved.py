"""What the file that lost a talk still says of it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.models import DeskModel


class MovedTalk(DeskModel):
    """One move of one talk from one file to another, with the reason of whoever moved it."""

    session = desk_key("advice.AdviceSession", related_name="moves")
    from_file = desk_key("clients.ClientFile", related_name="+")
    to_file = desk_key("clients.ClientFile", related_name="+")
    by = desk_key("accounts.Membership", related_name="+")
    at = models.DateTimeField(default=timezone.now)
    because = models.CharField(_("reason"), max_length=500)

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            SameDesk(field="session"),
            SameDesk(field="from_file"),
            SameDesk(field="to_file"),
            SameDesk(field="by"),
            models.CheckConstraint(
                name="movedtalk_goes_elsewhere", condition=~Q(from_file=F("to_file"))
            ),
            models.CheckConstraint(
                name="movedtalk_says_why",
                condition=~Q(because=""),
                violation_error_message=_("Say why the talk moves."),
            ),
        ]

    def __str__(self) -> str:
        return f"talk {self.session_id}"
