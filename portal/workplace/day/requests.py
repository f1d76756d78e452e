"""Who asked something on the public site and waits; no name stands here."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, F, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown
from portal.workplace.waiting import Due, closures_of, due_of
from vacancies.choices import RequestKind
from vacancies.models import DeskRequest, Interest

SHOWN_ROWS = 5
INTEREST = "interest"


class Row(NamedTuple):
    """One question that nobody has taken yet."""

    public_id: UUID
    what: str
    sent_at: datetime
    due: Due


class Requests(NamedTuple):
    """The longest waiting, and whether there are more of them."""

    rows: list[Row]
    has_more: bool


def requests(member: Membership, now: datetime) -> Shown | None:
    if not member.may(Right.ANSWER_REQUESTS):
        return None
    found = list(_new_ones()[: SHOWN_ROWS + 1])
    if not found:
        return None
    closures, today = closures_of(member.desk_id), timezone.localdate(now)
    rows = [
        Row(public_id, _words(sort), sent_at, due_of(sent_at, closures, today=today))
        for public_id, sort, sent_at in found[:SHOWN_ROWS]
    ]
    return Shown(
        template="workplace/day/requests.html",
        content=Requests(rows, len(found) > SHOWN_ROWS),
    )


def _new_ones() -> Any:
    """Requests and interests in one query, the longest waiting first."""
    sort = Value(INTEREST, output_field=CharField())
    interests = Interest.objects.new().annotate(sort=sort)
    asked = DeskRequest.objects.new().annotate(sort=F("kind"))
    columns = ("public_id", "sort", "sent_at")
    both = asked.values_list(*columns).union(interests.values_list(*columns), all=True)
    return both.order_by("sent_at")


def _words(sort: str) -> str:
    return _("Interest in a place") if sort == INTEREST else str(RequestKind(sort).label)
