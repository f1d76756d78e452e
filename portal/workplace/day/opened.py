"""The files that she opened last."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from clients.models import Client, ClientFile
from loketten.accounts.rights import Right
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry
from portal.workplace.day.reader import Reader, client_columns, client_in
from portal.workplace.day.section import Shown

SHOWN_FILES = 5
# Opening the same few files again and again must not push the others out.
LOOKED_BACK = 200


class Opened(NamedTuple):
    """One file, by its client."""

    client: Client
    seen_at: datetime


def opened(reader: Reader) -> Shown | None:
    files = [
        Opened(client_in(row), datetime.fromisoformat(row["seen_at"]))
        for row in reader.lists["opened"]
    ]
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
    row = JSONObject(seen_at="seen_at", client=client_columns("client"))
    return seen.values(row=row)[:SHOWN_FILES]
