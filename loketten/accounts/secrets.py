"""Secrets of links that can be made again, so that a mail that leaves twice carries one link."""

import base64
from uuid import UUID

from django.utils.crypto import salted_hmac


def lasting_secret(purpose: str, name: UUID) -> str:
    """The same for the same name; without SECRET_KEY nobody can work it out."""
    digest = salted_hmac(purpose, str(name), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
