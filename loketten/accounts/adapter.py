"""Where allauth meets the house: no sign-up, mail through the outbox, secrets encrypted."""

import base64
import hashlib
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loketten.accounts.addresses import is_local
from loketten.accounts.announcements import announce
from loketten.accounts.backend import SECOND_FACTORS
from loketten.accounts.models import User
from loketten.audit import log
from loketten.audit.actors import VISITOR, Actor, ActorKind
from loketten.kit.emails import plain_email


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation alone."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail address and this password do not belong together. Check both."
        ),
        "enter_current_password": _("This is not your password of now. Try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
        "rate_limited": _("You tried too often. Wait five minutes and try again."),
        "too_many_login_attempts": _("You tried too often. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """allauth would also follow full addresses of ours; only paths are needed."""
        return is_local(url)

    def clean_email(self, email: str) -> str:
        return plain_email(super().clean_email(email))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """`template_prefix` names what changed."""
        announce(self.request, user, template_prefix.rsplit("/", 1)[-1])

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The same row for a known and an unknown address."""
        log.note_platform("account.sign_in_failed", by=VISITOR)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        log.note_platform("account.signed_in", user, by=Actor(ActorKind.USER, user.pk))
        return super().post_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        # From here the twelve hours run.
        request.session["started_at"] = int(timezone.now().timestamp())

    def logout(self, request: HttpRequest) -> None:
        actor = Actor(ActorKind.USER, request.user.pk)
        log.note_platform("account.signed_out", request.user, by=actor)  # type: ignore[arg-type]
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in minutes ago, with everything she has, is not asked again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        return not _signed_in_just_now(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """With a second factor the password alone does not open the second factors."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        stronger = [method for method in methods if method["id"] != "reauthenticate"]
        if user.is_authenticated and _has_factor(user):
            return stronger
        return methods


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps unreadable in the database and its backups."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
        "cannot_delete_authenticator": _(
            "This is your only second step. Add another one first, then take this one away."
        ),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.SITE_NAME)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff cannot work without a second factor, so the last one stays."""
        others = SECOND_FACTORS.filter(user=authenticator.user)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def encrypt(self, text: str) -> str:
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _ciphers().decrypt(encrypted_text.encode()).decode()

    def locked_again(self, encrypted_text: str) -> str:
        """With the key of today; what it says stays the same."""
        return _ciphers().rotate(encrypted_text.encode()).decode()


def _signed_in_just_now(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    if _has_factor(request.user):
        records = [record for record in records if record.get("method") == "mfa"]
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(record.get("at", 0) > since for record in records)


def _has_factor(user: Any) -> bool:
    return bool(SECOND_FACTORS.filter(user=user).exists())


def _ciphers() -> MultiFernet:
    """The first key encrypts; older ones still decrypt, so that SECRET_KEY can be rotated."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return hashlib.sha256(b"second-factor:" + key.encode()).digest()
