"""What she began to write and did not save."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models.functions import JSONObject

from advice.models import TalkDraft
from clients.models import Client
from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader, client_columns, client_in
from portal.workplace.day.section import Shown


class Begun(NamedTuple):
    """With whom the talk was, and when the text was kept."""

    client: Client
    saved_at: datetime


def drafts(reader: Reader) -> Shown | None:
    rows = [
        Begun(client_in(row), datetime.fromisoformat(row["saved_at"]))
        for row in reader.lists["drafts"]
    ]
    if not rows:
        return None
    return Shown(
        template="workplace/day/drafts.html",
        content=rows,
        clients={draft.client.pk for draft in rows},
    )


def begun_drafts(reader: Reader) -> Any:
    if not reader.may(Right.WRITE_TALKS):
        return None
    mine = TalkDraft.objects.alive().filter(author=reader.member).order_by("saved_at", "id")
    return mine.values(row=JSONObject(saved_at="saved_at", client=client_columns("file__client")))
