"""A talk with several people at once: a class, a workshop, an evening in a community centre."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.choices import GroupKind
from advice.querysets import GroupTalkQuerySet
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

MOST_HEADS = 2000


class GroupTalk(Withdrawable):
    """Counted by heads; those of the heads who have a file take part by name."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    counselor = desk_key("accounts.Membership", related_name="+", verbose_name=_("counselor"))
    title = models.CharField(_("title"), max_length=120)
    held_at = models.DateTimeField(_("when"))
    kind = models.CharField(_("kind of group"), max_length=12, choices=GroupKind)
    channel = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("how"))
    theme = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("about"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    head_count = models.PositiveSmallIntegerField(
        _("how many people"), validators=[MinValueValidator(1), MaxValueValidator(MOST_HEADS)]
    )
    summary = models.TextField(_("summary"), max_length=10_000)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(GroupTalkQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="counselor"),
            models.UniqueConstraint(name="grouptalk_public_id_once", fields=["desk", "public_id"]),
            models.UniqueConstraint(name="grouptalk_key_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="grouptalk_says_what",
                condition=~Q(title="") & ~Q(summary=""),
                violation_error_message=_("Give the group a title and write a summary."),
            ),
            models.CheckConstraint(
                name="grouptalk_kind_exists", condition=Q(kind__in=GroupKind.values)
            ),
            models.CheckConstraint(
                name="grouptalk_has_heads",
                condition=Q(head_count__range=(1, MOST_HEADS)),
                violation_error_message=_("Fill in how many people there were."),
            ),
            models.CheckConstraint(
                name="grouptalk_held_before_written",
                condition=Q(held_at__gte="2005-01-01T00:00:00Z")
                & Q(held_at__lte=models.F("written_at")),
                violation_error_message=_("A talk is logged after it was held."),
            ),
            *withdrawn_rules("grouptalk", say_why=_("Say why the talk is withdrawn.")),
            only_from("channel", CodeList.CHANNEL),
            only_from("theme", CodeList.THEME),
        ]
        indexes = [models.Index(name="grouptalk_by_day", fields=["desk", "-held_at", "-id"])]

    def __str__(self) -> str:
        return str(self.public_id)


class GroupParticipant(DeskModel):
    """Somebody with a file who was one of the heads; the others of the group stay unnamed."""

    group = desk_key("advice.GroupTalk", related_name="participants")
    file = desk_key("clients.ClientFile", related_name="groups")

    class Meta:
        ordering = ("id",)
        constraints = [
            SameDesk(field="group"),
            SameDesk(field="file"),
            models.UniqueConstraint(name="groupparticipant_once", fields=["desk", "group", "file"]),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}, file {self.file_id}"


class EarlierGroupText(EarlierSummary):
    """The summary of a group as it was before an edit."""

    group = desk_key("advice.GroupTalk", related_name="earlier_texts")

    class Meta(EarlierSummary.Meta):
        constraints = earlier_rules("group")

    def __str__(self) -> str:
        return f"{self.group_id}, version {self.version}"
