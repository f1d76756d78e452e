"""Every mail: one receiver, plain and in HTML, in her language, and nothing that reports back."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db.models.functions import Now

from loketten.accounts.actions.invite import invite_nationally, invite_to_desk
from loketten.accounts.emails import CHANGES
from loketten.accounts.models import User
from loketten.audit import outbox
from loketten.audit.models import Outbox, PlatformOutbox
from loketten.tenancy.context import at_desk
from tests.accounts.doors import deliver, somebody
from tests.cast import Cast


def _all_mails(cast: Cast, user: User) -> list[mail.EmailMultiAlternatives]:
    member = cast.mila.member
    assert member is not None
    invite_to_desk(
        by=member, name=user.name, email=user.email, roles=["counselor"], organisation="UWV"
    )
    invite_nationally(
        by=cast.otto.user, name=user.name, email=user.email, national_roles=["analyst"]
    )
    outbox.add("accounts.password_reset", user_id=user.pk)
    for what in [*CHANGES, "something_new"]:
        outbox.add("accounts.account_changed", user_id=user.pk, what=what)
    return deliver()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mail_is_plain_neutral_and_for_one(cast: Cast, language: str) -> None:
    user = somebody("Nora Timmer", language=language)
    mails = _all_mails(cast, user)
    assert len(mails) == 3 + len(CHANGES) + 1
    for message in mails:
        assert message.recipients() == [user.email]
        (html,) = message.alternatives
        text, page = str(message.body), str(html.content)  # type: ignore[union-attr]
        for body in (text, page, message.subject):
            assert user.name not in body
            assert user.email not in body
            assert "&#x27;" not in text
        assert f'lang="{language}"' in page
        assert "src=" not in page
        assert "style" not in page
        assert text.startswith("Hallo," if language == "nl" else "Hello,")
        # The same words in both, so that nothing is only for who sees pictures.
        for line in filter(None, text.splitlines()):
            plain = line.rstrip(":")
            assert plain in page or plain.startswith("http") or "Call" in line or "Bel" in line
        assert set(re.findall(r"https?://[^\s\"<]+", page)) == set(
            re.findall(r"https?://\S+", text)
        )
        assert "\n" not in message.subject


def test_addresses_come_from_the_settings_and_speak_her_language(cast: Cast, settings: Any) -> None:
    settings.SITE_URL = "https://portaal.example.nl/"
    mails = _all_mails(cast, somebody("Nora Timmer", language="en"))
    for message in mails:
        (address,) = set(re.findall(r"https?://\S+", str(message.body)))
        assert address.startswith("https://portaal.example.nl/en/account/")


def test_a_second_delivery_carries_the_same_number(cast: Cast) -> None:
    user = somebody()
    outbox.add("accounts.account_changed", user_id=user.pk, what="password_changed")
    (first,) = deliver()
    PlatformOutbox.objects.update(delivered_at=None, next_try_at=Now())
    (second,) = deliver()
    row = PlatformOutbox.objects.get()
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"] == f"<{row.message_id}@localhost>"
    assert first.message()["Message-ID"] == f"<{row.message_id}@localhost>"


def test_a_mail_server_that_is_away_delays_the_mail_and_nothing_else(
    cast: Cast, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = cast.mila.browser().post(
        "/bureau/utrecht/team/uitnodigen",
        {"name": "N", "email": "n@example.nl", "roles": ["counselor"], "organisation": "UWV"},
    )
    assert response.status_code == 302
    (row,) = (one.row_id for one in outbox.due(cast.utrecht.pk))
    assert not outbox.deliver(cast.utrecht.pk, row)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with at_desk(cast.utrecht.pk):
        waiting = Outbox.objects.get(pk=row)
        Outbox.objects.update(next_try_at=Now())
    assert waiting.tries == 1
    assert "n@example.nl" not in waiting.last_error
    assert outbox.deliver(cast.utrecht.pk, row)
