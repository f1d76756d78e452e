"""Who works at which desk, in which roles, for whom, from when until when."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models.cover import Cover
from loketten.accounts.rights import Right, Role, rights_of
from loketten.audit.actors import Actor, ActorKind


class Organisation(models.Model):
    """The employer that lends somebody to a desk: UWV, a municipality, a roc."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, day: date | None = None) -> "MembershipQuerySet":
        """Memberships that give access on a day, today when none is named."""
        day = day or timezone.localdate()
        in_time = self.filter(user__is_active=True, ended_at__isnull=True, starts_on__lte=day)
        return in_time.exclude(ends_on__lt=day)

    def lenders(self, desk_id: int) -> list[str]:
        """The organisations of which counselors work at a desk now; a public fact without a
        person, so it names no number either."""
        counselors = self.active().filter(desk_id=desk_id, roles__contains=[Role.COUNSELOR])
        names = counselors.order_by("organisation__name").values_list("organisation__name")
        return [name for (name,) in names.distinct()]

    def of_team(self, desk_id: int) -> "MembershipQuerySet":
        return self.filter(desk_id=desk_id).select_related("user", "organisation")


class Membership(models.Model):
    """One row per desk and person, kept after it ends: files and talks keep naming it.

    Shared-personal: read before a desk is known, so without row-level security, and only through
    `accounts.access` and the team screens.
    """

    desk = models.ForeignKey("tenancy.Desk", models.PROTECT, related_name="memberships")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("employer")
    )
    roles = ArrayField(models.CharField(max_length=12, choices=Role), verbose_name=_("roles"))
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    # Set when a manager ends it: access stops at once, not at the end of the last day.
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="membership_once_per_desk",
                fields=["desk", "user"],
                violation_error_message=_("This person works at this desk already."),
            ),
            models.UniqueConstraint(name="membership_same_desk_target", fields=["desk", "id"]),
            models.CheckConstraint(
                name="membership_has_roles",
                condition=Q(roles__len__gt=0) & Q(roles__contained_by=list(Role.values)),
                violation_error_message=_("Choose at least one role."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is not before the first day."),
            ),
            models.CheckConstraint(
                name="membership_ended_has_last_day",
                condition=Q(ended_at__isnull=True) | Q(ends_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.desk})"

    @property
    def rights(self) -> frozenset[Right]:
        return rights_of(self.roles)

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.MEMBER, self.pk)

    @cached_property
    def covering(self) -> frozenset[int]:
        """Memberships of colleagues for whom she stands in today; `accounts.access` fills it in
        with the row itself."""
        today = Cover.objects.on(timezone.localdate())
        return frozenset(today.filter(member=self.pk).values_list("colleague", flat=True))

    def may(self, right: Right) -> bool:
        return right in self.rights

    def is_active_on(self, day: date) -> bool:
        in_time = self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
        return in_time and self.ended_at is None
