"""What lets another system in at one desk."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.audit.actors import Actor, ActorKind
from loketten.tenancy.constraints import SameDesk, desk_key


class Scope(models.TextChoices):
    """What a key may do; each address of the API asks for one of these."""

    CLIENTS_READ = "clients:read", _("Read clients: names, contact and the state of their files")
    TALKS_READ = "talks:read", _("Read talks: what counselors share, never their own notes")
    TALKS_WRITE = "talks:write", _("Log talks for counselors of this desk")
    TRAJECTORIES_READ = "trajectories:read", _("Read trajectories")
    VACANCIES_WRITE = "vacancies:write", _("Read employers, and post, refresh and close vacancies")


class DeskKeyQuerySet(models.QuerySet["DeskKey"]):
    def of_desk(self, desk_id: int) -> "DeskKeyQuerySet":
        """With whoever made it, the newest first."""
        return self.filter(desk_id=desk_id).select_related("made_by__user").order_by("-pk")


class DeskKey(models.Model):
    """Of the secret only a hash is kept. A key is ended, never deleted: the access log names it.

    Read before a desk is open, because it says which; written inside its desk alone.
    """

    desk = models.ForeignKey("tenancy.Desk", models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    # The part by which the row is found: of itself it opens nothing.
    public_part = models.CharField(max_length=12, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name=_("scopes"))
    digest = models.CharField(max_length=64, editable=False)
    former_digest = models.CharField(max_length=64, blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    made_by = desk_key("accounts.Membership", related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    replaced_at = models.DateTimeField(null=True, editable=False)
    ends_on = models.DateField(_("works until"))
    ended_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    # The form's own key: a second submit of the same form finds this row instead of making one.
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar[Any] = DeskKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            SameDesk(field="made_by"),
            models.UniqueConstraint(name="deskkey_form_once", fields=["desk", "key"]),
            models.CheckConstraint(
                name="deskkey_has_scopes",
                condition=Q(scopes__len__gt=0) & Q(scopes__contained_by=list(Scope.values)),
                violation_error_message=_("Choose what the key may do."),
            ),
            models.CheckConstraint(
                name="deskkey_former_ends",
                condition=Q(former_digest="", former_until__isnull=True)
                | ~Q(former_digest="") & Q(former_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        return Actor(ActorKind.KEY, self.pk)

    @property
    def scope_labels(self) -> list[Any]:
        return [Scope(scope).label for scope in self.scopes]

    def works_on(self, day: date) -> bool:
        return self.ended_at is None and day <= self.ends_on

    def former_works_at(self, moment: datetime) -> bool:
        return self.former_until is not None and moment < self.former_until
