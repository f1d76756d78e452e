"""The mails of the workplace: effects of the outbox, which name people by number alone."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from loketten.accounts.addresses import absolute
from loketten.accounts.mail import send
from loketten.accounts.models import DeskKey, Membership
from loketten.audit import outbox


@outbox.effect("workplace.stopped")
def send_stopped(*, message_id: UUID, manager_id: int, member_id: int) -> None:
    """Names the colleague and no client."""
    name = Membership.objects.select_related("user").get(pk=member_id).user.name
    _tell(manager_id, message_id, _("Somebody opened very many files"), name=name)


@outbox.effect("workplace.system_stopped")
def send_system_stopped(*, message_id: UUID, manager_id: int, key_id: int) -> None:
    """Names the system and nobody."""
    system = DeskKey.objects.get(pk=key_id).name
    _tell(manager_id, message_id, _("A connected system opened very many files"), system=system)


def _tell(manager_id: int, message_id: UUID, subject: Any, **stopped: str) -> None:
    """To a manager, in her language."""
    manager = Membership.objects.select_related("user", "desk").get(pk=manager_id)
    language = manager.user.language
    kwargs = {"desk": manager.desk.slug}
    send(
        "workplace/email/stopped",
        to=manager.user.email,
        subject=subject,
        language=language,
        message_id=message_id,
        context={
            **stopped,
            "subject": subject,
            "desk": manager.desk,
            "most": settings.FILES_AN_HOUR_STOP,
            "url": absolute("workplace:access_log", language=language, kwargs=kwargs),
        },
    )
