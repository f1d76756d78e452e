"""One mail to one person: plain text with the same in HTML, nothing that reports back."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from loketten.accounts.addresses import mail_domain


def send(
    template: str,
    *,
    to: str,
    subject: Any,
    language: str,
    message_id: UUID,
    context: dict[str, Any],
    reply_to: str = "",
) -> None:
    """Render `<template>.txt` and `.html` in the receiver's language; a second delivery of the
    same row carries the same Message-ID."""
    with override(language):
        values = {**context, "language": language, "phone": settings.HELP_PHONE}
        mail = EmailMultiAlternatives(
            subject=str(subject),
            body=render_to_string(f"{template}.txt", values).strip() + "\n",
            to=[to],
            reply_to=[reply_to] if reply_to else None,
            headers={
                "Message-ID": f"<{message_id}@{mail_domain()}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string(f"{template}.html", values), "text/html")
        mail.send()
