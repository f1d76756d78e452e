"""What she began to write and did not save."""

from typing import Any

from django.db.models.functions import JSONObject

from advice.models import TalkDraft
from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader, client_at, client_columns
from portal.workplace.day.section import Shown


def drafts(reader: Reader) -> Shown | None:
    rows = [client_at(row) for row in reader.lists["drafts"]]
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
    return mine.values(row=JSONObject(at="saved_at", client=client_columns("file__client")))
