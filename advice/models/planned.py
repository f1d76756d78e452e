"""A talk that is still to come."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advice.choices import PlanState
from advice.querysets import PlannedTalkQuerySet
from loketten.tenancy.constraints import SameDesk, desk_key
from loketten.tenancy.managers import DeskManager
from loketten.tenancy.models import Code, CodeList, DeskModel
from loketten.tenancy.models.codes import only_from


class PlannedTalk(DeskModel):
    """An appointment in one file. Logging it makes an `AdviceSession`, and the two know each other;
    who did not come is kept too, because a talk that was not held cost an hour as well."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    file = desk_key("clients.ClientFile", related_name="planned_talks")
    counselor = desk_key("accounts.Membership", related_name="+", verbose_name=_("counselor"))
    at = models.DateTimeField(_("when"))
    channel = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("how"))
    kind = models.ForeignKey(Code, models.PROTECT, related_name="+", verbose_name=_("kind of talk"))
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.PLANNED)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = desk_key("accounts.Membership", related_name="+", null=True, editable=False)
    because = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    session = desk_key("advice.AdviceSession", related_name="plans", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar = DeskManager.from_queryset(PlannedTalkQuerySet)()

    class Meta:
        constraints = [
            SameDesk(field="file"),
            SameDesk(field="counselor"),
            SameDesk(field="settled_by"),
            SameDesk(field="session"),
            models.UniqueConstraint(
                name="plannedtalk_public_id_once", fields=["desk", "public_id"]
            ),
            models.UniqueConstraint(name="plannedtalk_key_once", fields=["desk", "key"]),
            models.UniqueConstraint(name="plannedtalk_logged_once", fields=["desk", "session"]),
            models.CheckConstraint(
                name="plannedtalk_in_our_time",
                condition=Q(at__gte="2005-01-01T00:00:00Z") & Q(at__lt="2100-01-01T00:00:00Z"),
                violation_error_message=_("Choose a day in the coming years."),
            ),
            models.CheckConstraint(
                name="plannedtalk_state_exists", condition=Q(state__in=PlanState.values)
            ),
            models.CheckConstraint(
                name="plannedtalk_settled_says_by_whom",
                condition=Q(
                    state=PlanState.PLANNED, settled_at__isnull=True, settled_by__isnull=True
                )
                | ~Q(state=PlanState.PLANNED)
                & Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="plannedtalk_held_has_talk",
                condition=Q(state=PlanState.HELD, session__isnull=False)
                | ~Q(state=PlanState.HELD) & Q(session__isnull=True),
            ),
            models.CheckConstraint(
                name="plannedtalk_not_held_says_why",
                condition=~Q(state__in=[PlanState.NO_SHOW, PlanState.CANCELLED]) | ~Q(because=""),
                violation_error_message=_("Say why the talk was not held."),
            ),
            only_from("channel", CodeList.CHANNEL),
            only_from("kind", CodeList.KIND),
        ]
        indexes = [
            models.Index(name="plannedtalk_agenda", fields=["desk", "counselor", "at"]),
            models.Index(
                name="plannedtalk_waiting",
                fields=["desk", "file", "at"],
                condition=Q(state=PlanState.PLANNED),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def id_text(self) -> str:
        """For the query of an address."""
        return str(self.public_id)

    @property
    def has_begun(self) -> bool:
        return self.at <= timezone.now()
