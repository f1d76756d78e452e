"""A talk about learning and working."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.querysets import AdviceSessionQuerySet
from loketten.accounts.models.kept_words import (
    EarlierSummary,
    Withdrawable,
    earlier_rules,
    withdrawn_rules,
)
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel
from loketten.tenancy.models.codes import only_from


class AdviceSession(Withdrawable):
    """One talk in one file. The summary is shared with the client; a private note is elsewhere."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    file = desk_key("clients.ClientFile", related_name="sessions")
    counselor = desk_key("accounts.Membership", related_name="+", verbose_name=_("counselor"))
    held_at = models.DateTimeField(_("when"))
    channel = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("how"))
    kind = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("kind of talk"))
    outcome = models.ForeignKey(
        Code, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("outcome")
    )
    summary = models.TextField(_("summary"), max_length=10_000)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(AdviceSessionQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="counselor"),
            models.UniqueConstraint(name="session_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="session_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="session_summary_is_written",
                condition=~Q(summary=""),
                violation_error_message=_("Write a summary of the talk."),
            ),
            models.CheckConstraint(
                name="session_held_in_our_time",
                condition=Q(held_at__gte="2005-01-01T00:00:00Z")
                & Q(held_at__lt="2100-01-01T00:00:00Z"),
                violation_error_message=_("A talk is held after 2004."),
            ),
            models.CheckConstraint(
                name="session_held_before_written",
                condition=Q(held_at__lte=models.F("written_at")),
                violation_error_message=_("A talk is logged after it was held."),
            ),
            *withdrawn_rules("session", say_why=_("Say why the talk is withdrawn.")),
            only_from("channel", CodeList.CHANNEL),
            only_from("kind", CodeList.KIND),
            only_from("outcome", CodeList.OUTCOME),
        ]
        indexes = [
            models.Index(name="session_timeline", fields=["desk", "file", "-held_at", "-id"]),
            models.Index(name="session_by_day", fields=["desk", "-held_at"]),
            # Her last channel lies ready on each file that she opens.
            models.Index(name="session_of_counselor", fields=["desk", "counselor", "-id"]),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class SessionTheme(DeskModel):
    """One theme of one talk; many-to-many always goes through a model with a desk."""

    session = desk_key("advice.AdviceSession", related_name="themes")
    theme = models.ForeignKey(Code, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            SameDesk(field="session"),
            models.UniqueConstraint(name="sessiontheme_once", fields=["desk", "session", "theme"]),
            only_from("theme", CodeList.THEME),
        ]

    def __str__(self) -> str:
        return self.theme_id


class EarlierText(EarlierSummary):
    """A shared summary as it was before an edit: nothing that was written gets lost."""

    session = desk_key("advice.AdviceSession", related_name="earlier_texts")

    class Meta(EarlierSummary.Meta):
        constraints = earlier_rules("session")

    def __str__(self) -> str:
        return f"{self.session_id}, version {self.version}"
