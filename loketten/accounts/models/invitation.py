"""How somebody gets in: an invitation, and the one table of tokens."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models.membership import Organisation
from loketten.accounts.rights import NationalRole, Role

# How long a link that expired is still known.
REMEMBERED = timedelta(days=90)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor withdrawn."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """An offer of roles at one desk (or nationally, without desk) to one e-mail address."""

    desk = models.ForeignKey("tenancy.Desk", models.PROTECT, null=True, related_name="+")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("employer")
    )
    roles = ArrayField(models.CharField(max_length=12, choices=Role), default=list)
    national_roles = ArrayField(models.CharField(max_length=15, choices=NationalRole), default=list)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    invited_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_is_for_desk_or_nation",
                condition=Q(
                    desk__isnull=False,
                    organisation__isnull=False,
                    roles__len__gt=0,
                    roles__contained_by=list(Role.values),
                    national_roles__len=0,
                )
                | Q(
                    desk__isnull=True,
                    roles__len=0,
                    national_roles__len__gt=0,
                    national_roles__contained_by=list(NationalRole.values),
                ),
            ),
            models.UniqueConstraint(
                name="invitation_open_once",
                fields=["desk", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                nulls_distinct=False,
                violation_error_message=_("There is an open invitation for this address already."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None


class TokenKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation")
    REQUEST = "request", _("Question to a desk")
    INTEREST = "interest", _("Interest in a place")
    CALENDAR = "calendar", _("Own calendar")


class TokenManager(models.Manager["Token"]):
    def issue(
        self,
        kind: TokenKind,
        object_id: int,
        *,
        desk_id: int | None,
        valid: timedelta,
        secret: str = "",
    ) -> str:
        """The secret for the mail; only its hash is kept."""
        secret = secret or secrets.token_urlsafe(32)
        self.create(
            kind=kind,
            digest=digest_of(secret),
            desk_id=desk_id,
            object_id=object_id,
            expires_at=timezone.now() + valid,
        )
        return secret

    def revoke(self, kind: TokenKind, object_id: int) -> None:
        """Kill whatever was issued for this object and not used."""
        unused = self.filter(kind=kind, object_id=object_id, used_at__isnull=True)
        unused.filter(expires_at__gt=timezone.now()).update(expires_at=timezone.now())

    def known(self, kind: TokenKind, secret: str) -> "Token | None":
        """Also when it was used or is too old, to tell whom to ask for a new one."""
        return self.filter(kind=kind, digest=digest_of(secret)).first()

    def forget_old(self) -> None:
        """Until then the page of a dead link still knows whom to ask for a new one."""
        self.filter(expires_at__lt=timezone.now() - REMEMBERED).delete()

    def usable(self, kind: TokenKind, secret: str) -> "Token | None":
        """None for a secret that is unknown, used or too old."""
        token = self.known(kind, secret)
        if token is None or token.used_at is not None or token.expires_at <= timezone.now():
            return None
        return token


class Token(models.Model):
    """A secret link: what it opens, at which desk, until when, and whether it was used."""

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=TokenKind)
    desk = models.ForeignKey("tenancy.Desk", models.PROTECT, null=True, related_name="+")
    object_id = models.BigIntegerField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ClassVar[TokenManager] = TokenManager()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


def digest_of(secret: str) -> str:
    """SHA-256 is enough for 256 random bits."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
