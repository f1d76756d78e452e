"""The mails of the workplace: effects of the outbox, which name people by number alone."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from loketten.accounts.addresses import absolute
from loketten.accounts.mail import send
from loketten.accounts.models import Membership
from loketten.audit import outbox


@outbox.effect("workplace.stopped")
def send_stopped(*, message_id: UUID, manager_id: int, member_id: int) -> None:
    """Names the colleague and no client."""
    related = Membership.objects.select_related("user", "desk")
    manager, member = related.get(pk=manager_id), related.get(pk=member_id)
    language = manager.user.language
    send(
        "workplace/email/stopped",
        to=manager.user.email,
        subject=_("Somebody opened very many files"),
        language=language,
        message_id=message_id,
        context={
            "name": member.user.name,
            "desk": member.desk,
            "most": settings.FILES_AN_HOUR_STOP,
            "url": absolute(
                "workplace:access_log", language=language, kwargs={"desk": member.desk.slug}
            ),
        },
    )
