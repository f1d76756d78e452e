"""What she began to write and did not save."""

from datetime import datetime

from advice.models import TalkDraft
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown


def drafts(member: Membership, now: datetime) -> Shown | None:
    if not member.may(Right.WRITE_TALKS):
        return None
    begun = TalkDraft.objects.alive().filter(author=member).select_related("file__client")
    rows = list(begun.order_by("saved_at", "id"))
    if not rows:
        return None
    return Shown(
        template="workplace/day/drafts.html",
        content=rows,
        clients={draft.file.client_id for draft in rows},
    )
