"""Where allauth meets the house: no sign-up, mail through the outbox, secrets encrypted."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import User
from loketten.accounts.models.user import plain_email
from loketten.audit import log, outbox
from loketten.audit.actors import Actor, ActorKind


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        return plain_email(super().clean_email(email))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        outbox.add("accounts.password_reset", user_id=user.pk)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tells somebody that her account changed; `template_prefix` names what changed."""
        what = template_prefix.rsplit("/", 1)[-1]
        log.note_platform(f"account.{what}"[:40], user, by=Actor(ActorKind.USER, user.pk))
        outbox.add("accounts.account_changed", user_id=user.pk, what=what)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> Any:
        log.note_platform("account.signed_in", user, by=Actor(ActorKind.USER, user.pk))
        return super().post_login(request, user, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps unreadable in the database and its backups."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
    }

    def get_totp_issuer(self) -> str:
        return settings.PRODUCT_NAME

    def encrypt(self, text: str) -> str:
        return _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _ciphers().decrypt(encrypted_text.encode()).decode()


def _ciphers() -> MultiFernet:
    """The first key encrypts; older ones still decrypt, so that SECRET_KEY can be rotated."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return hashlib.sha256(b"second-factor:" + key.encode()).digest()
