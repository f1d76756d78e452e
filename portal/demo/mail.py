"""The mails of the demo, to read on screen: nothing of the demo ever leaves this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from loketten.accounts.access import entrance_view

# Django's file backend writes this under every message.
_END_OF_MESSAGE = b"-" * 79
SHOWN = 100


class DemoMail(NamedTuple):
    """One mail as its reader would see it."""

    mark: str
    to: str
    subject: str
    sent_at: datetime
    text: str


@entrance_view
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest first; there is no such page outside the demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "demo/mailbox.html", {"mails": _newest()})


@entrance_view
def mail(request: HttpRequest, mark: str) -> HttpResponse:
    """The plain text, with addresses that can be followed."""
    if not settings.DEMO:
        raise Http404
    found = next((one for one in _mails() if one.mark == mark), None)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})


def _newest() -> list[DemoMail]:
    return sorted(_mails(), key=lambda one: one.sent_at, reverse=True)[:SHOWN]


def _mails() -> Iterator[DemoMail]:
    folder = Path(settings.DEMO_MAIL_DIR)
    for file in sorted(folder.glob("*.log")) if folder.is_dir() else ():
        for part in file.read_bytes().split(b"\n" + _END_OF_MESSAGE):
            if part.strip():
                yield _read(part.lstrip())


def _read(raw: bytes) -> DemoMail:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(preferencelist=("plain",))
    return DemoMail(
        mark=slugify(str(message["Message-ID"])),
        to=str(message["To"]),
        subject=str(message["Subject"]),
        # Written as "-0000": UTC, and nothing is told of the place.
        sent_at=parsedate_to_datetime(str(message["Date"])).replace(tzinfo=UTC),
        text=body.get_content() if body else "",
    )
