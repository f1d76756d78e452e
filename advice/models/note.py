"""What a counselor writes for herself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.models import DeskModel


class PrivateNote(DeskModel):
    """A second, restrictive policy shows it to its author alone, whatever the code asks.

    It is never in a conflict page, an earlier version, a search, a print, an export, a mail or
    the access log.
    """

    session = desk_key("advice.AdviceSession", related_name="private_notes")
    author = desk_key("accounts.Membership", related_name="+")
    text = models.TextField(_("own note"), max_length=10_000)

    class Meta:
        constraints = [
            SameDesk(field="session"),
            SameDesk(field="author"),
            models.UniqueConstraint(name="privatenote_once", fields=["desk", "session", "author"]),
            models.CheckConstraint(name="privatenote_is_written", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
