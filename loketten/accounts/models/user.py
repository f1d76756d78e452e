"""Somebody who can sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from loketten.accounts.rights import NationalRole, Right, national_rights_of
from loketten.kit.emails import plain_email
from loketten.kit.errors import DomainError
from loketten.kit.text import clean_line

LONGEST_SEARCH = 100


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=plain_email(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=plain_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def national(self) -> "models.QuerySet[User]":
        """Who has a role above the desks today."""
        lasting = Q(national_until=None) | Q(national_until__gte=timezone.localdate())
        return self.filter(lasting, national_roles__len__gt=0).order_by("name", "pk")

    def matching(self, text: str) -> "models.QuerySet[User]":
        """Each word in the name or in the address; nobody for what cannot be a name."""
        try:
            words = clean_line(text[:LONGEST_SEARCH]).split()
        except DomainError:
            return self.none()
        found = self.all() if words else self.none()
        for word in words:
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return found.order_by("name", "pk")


class User(AbstractBaseUser):
    """A person with an account; what she may do comes from memberships and national roles."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("nl", _("Dutch")), ("en", _("English"))],
        default="nl",
    )
    theme = models.CharField(
        _("colours"),
        max_length=5,
        choices=[("light", _("Light")), ("dark", _("Dark"))],
        default="light",
    )
    national_roles = ArrayField(
        models.CharField(max_length=15, choices=NationalRole), default=list, blank=True
    )
    # As at a desk: both days count, and whoever has no last day works on.
    national_from = models.DateField(_("national work since"), null=True, editable=False)
    national_until = models.DateField(_("last day of national work"), null=True, editable=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    # Made by the demo data: with DEMO on, these accounts alone may enter without a second factor.
    is_demo = models.BooleanField(default=False, editable=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # Part of every session's hash: one step up ends all sessions of this person.
    session_generation = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    # Whether there is a second factor, when whoever read this row asked for it too.
    is_proven: bool | None = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case", condition=Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="user_national_roles_exist",
                condition=Q(national_roles__contained_by=list(NationalRole.values)),
            ),
            models.CheckConstraint(
                name="user_national_work_ends_after_it_starts",
                condition=Q(national_from=None)
                | Q(national_until=None)
                | Q(national_until__gte=F("national_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def national_rights(self) -> frozenset[Right]:
        return national_rights_of(self.national_roles_now)

    @property
    def national_roles_now(self) -> list[str]:
        """None before the first day of the work above the desks, or after the last."""
        today = timezone.localdate()
        has_begun = self.national_from is None or self.national_from <= today
        lasts = self.national_until is None or self.national_until >= today
        return list(self.national_roles) if has_begun and lasts else []

    @property
    def initials(self) -> str:
        """At most two letters, for the tile beside the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Django's hash, which changes with the password, and with the generation besides."""
        value = f"{self.password}:{self.session_generation}"
        salt = "loketten.accounts.models.User.session"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()
