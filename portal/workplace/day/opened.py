"""The files that she opened last."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from clients.models import ClientFile
from loketten.accounts.rights import Right
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry
from portal.workplace.day.reader import Reader, client_at, client_columns
from portal.workplace.day.section import Shown

SHOWN_FILES = 5
# Opening the same few files again and again must not push the others out.
LOOKED_BACK = 200


def opened(reader: Reader) -> Shown | None:
    files = [client_at(row) for row in reader.lists["opened"]]
    if not files:
        return None
    return Shown(
        template="workplace/day/opened.html",
        content=files,
        clients={file.client.pk for file in files},
    )


def last_opened(reader: Reader) -> Any:
    """Her files from the access log, the last one first."""
    if not reader.may(Right.READ_FILES):
        return None
    views = Entry.objects.filter(
        actor_kind=ActorKind.MEMBER, actor_id=reader.member.pk, object_kind="clients.clientfile"
    )
    recent = views.filter(action="file.viewed").order_by("-id")
    latest = recent.filter(object_id=OuterRef("pk")).values("at")[:1]
    files = ClientFile.objects.filter(pk__in=Subquery(recent.values("object_id")[:LOOKED_BACK]))
    seen = files.annotate(seen_at=Subquery(latest)).order_by("-seen_at", "-id")
    row = JSONObject(at="seen_at", client=client_columns("client"))
    return seen.values(row=row)[:SHOWN_FILES]
