"""The files that she opened last."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry
from portal.workplace.day.section import Shown

SHOWN_FILES = 5
# Opening the same few files again and again must not push the others out.
LOOKED_BACK = 200


def opened(member: Membership, now: datetime) -> Shown | None:
    files = list(last_opened(member)) if member.may(Right.READ_FILES) else []
    if not files:
        return None
    return Shown(
        template="workplace/day/opened.html",
        content=files,
        clients={file.client_id for file in files},
    )


def last_opened(member: Membership) -> Any:
    """Her files from the access log, the last one first, each with `seen_at`; one query."""
    views = Entry.objects.filter(
        actor_kind=ActorKind.MEMBER, actor_id=member.pk, object_kind="clients.clientfile"
    )
    recent = views.filter(action="file.viewed").order_by("-id")
    latest = recent.filter(object_id=OuterRef("pk")).values("at")[:1]
    files = ClientFile.objects.filter(pk__in=Subquery(recent.values("object_id")[:LOOKED_BACK]))
    seen = files.annotate(seen_at=Subquery(latest)).select_related("client")
    return seen.order_by("-seen_at", "-id")[:SHOWN_FILES]
