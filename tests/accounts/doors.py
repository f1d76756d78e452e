"""Hands and feet for tests of the doors: signing in as a person does, reading the mail."""

import re
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client as Browser
from django.utils import timezone

from loketten.accounts.models import User
from loketten.audit import outbox
from loketten.tenancy.models import Desk
from tests import factories

PASSWORD = "vier losse woorden hier"


def somebody(name: str = "Nora Timmer", *, factor: bool = False, **fields: Any) -> User:
    """An account with a password, and without a second factor unless asked for."""
    return factories.UserFactory(name=name, second_factor=factor, password=PASSWORD, **fields)


def app_of(user: User) -> str:
    """Gives her a real authenticator app; its secret."""
    Authenticator.objects.filter(user=user).delete()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def codes_of(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    counter = int(timezone.now().timestamp()) // 30 + steps
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(browser: Browser, user: User, password: str = PASSWORD, **more: str) -> Any:
    return browser.post("/account/login", {"login": user.email, "password": password, **more})


def deliver() -> list[EmailMultiAlternatives]:
    """Runs whatever waits in the outbox; the mails that left just now."""
    before = len(mail.outbox)
    for desk_id in [None, *Desk.objects.values_list("pk", flat=True)]:
        for row in outbox.due(desk_id):
            assert outbox.deliver(desk_id, row.row_id)
    return mail.outbox[before:]  # type: ignore[return-value]


def link_in(message: EmailMultiAlternatives) -> str:
    """The path of the one link in the plain text."""
    found = re.search(r"https?://[^/\s]+(/\S+)", str(message.body))
    assert found
    return found[1]


def main_of(response: Any) -> str:
    """The words of the page, without the frame around them."""
    page = response.content.decode()
    found = re.search(r"<main.*?</main>", page, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0] if found else page))
