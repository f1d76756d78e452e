"""One person's path through one desk, from question to closing."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clients.choices import FileEventKind, Situation
from clients.querysets import ClientFileQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel
from loketten.tenancy.models.codes import only_from


class ClientFile(DeskModel):
    """What nobody asked stays empty and reads *not asked*, which is not the same as *none*."""

    client = desk_key("clients.Client", related_name="files")
    owner = desk_key("accounts.Membership", related_name="+", verbose_name=_("counselor"))
    asked_on = models.DateField(_("asked for advice on"), default=timezone.localdate)
    opened_on = models.DateField(_("opened on"), default=timezone.localdate, editable=False)
    entry = models.ForeignKey(
        Code,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("how somebody found us"),
    )
    situation = models.CharField(_("situation now"), max_length=8, choices=Situation, blank=True)
    highest_level = models.ForeignKey(
        Code,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("highest level reached"),
    )
    asked_target_groups = models.BooleanField(_("asked for target groups"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    closing_outcome = models.ForeignKey(
        Code,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("outcome"),
    )
    closing_reason = models.ForeignKey(
        Code,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("reason"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar = DeskManager.from_queryset(ClientFileQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="client"),
            SameDesk(field="owner"),
            models.UniqueConstraint(
                name="file_one_open_per_client",
                fields=["desk", "client"],
                condition=Q(closed_on__isnull=True),
            ),
            models.CheckConstraint(
                name="file_closed_says_how",
                condition=Q(
                    closed_on__isnull=True,
                    closing_outcome__isnull=True,
                    closing_reason__isnull=True,
                )
                | Q(
                    closed_on__isnull=False,
                    closing_outcome__isnull=False,
                    closing_reason__isnull=False,
                ),
                violation_error_message=_("A closed file has a date, an outcome and a reason."),
            ),
            models.CheckConstraint(
                name="file_asked_before_opened",
                condition=Q(asked_on__lte=models.F("opened_on")) & Q(asked_on__gte="2005-01-01"),
                violation_error_message=_("The question came before the file, and after 2004."),
            ),
            models.CheckConstraint(
                name="file_situation_exists",
                condition=Q(situation__in=["", *Situation.values]),
                violation_error_message=_("This choice does not exist. Choose another one."),
            ),
            only_from("entry", CodeList.ENTRY),
            only_from("highest_level", CodeList.LEVEL),
            only_from("closing_outcome", CodeList.OUTCOME),
            only_from("closing_reason", CodeList.CLOSING_REASON),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


class FileTargetGroup(DeskModel):
    """One target group of one file; many-to-many always goes through a model with a desk."""

    file = desk_key("clients.ClientFile", related_name="target_groups")
    target_group = models.ForeignKey(Code, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            SameDesk(field="file"),
            models.UniqueConstraint(
                name="filetargetgroup_once", fields=["desk", "file", "target_group"]
            ),
            only_from("target_group", CodeList.TARGET_GROUP),
        ]

    def __str__(self) -> str:
        return self.target_group_id


class FileEvent(DeskModel):
    """What happened to the file itself; the timeline shows it between the talks."""

    file = desk_key("clients.ClientFile", related_name="events")
    kind = models.CharField(max_length=12, choices=FileEventKind)
    at = models.DateTimeField(default=timezone.now)
    by = desk_key("accounts.Membership", related_name="+")
    to = desk_key("accounts.Membership", related_name="+", null=True)
    outcome = models.ForeignKey(Code, models.PROTECT, null=True, related_name="+")
    reason = models.ForeignKey(Code, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="by"),
            SameDesk(field="to"),
            models.CheckConstraint(
                name="fileevent_handed_over_to_somebody",
                condition=Q(kind=FileEventKind.HANDED_OVER, to__isnull=False)
                | ~Q(kind=FileEventKind.HANDED_OVER),
            ),
            only_from("outcome", CodeList.OUTCOME),
            only_from("reason", CodeList.CLOSING_REASON),
        ]

    def __str__(self) -> str:
        return self.kind
