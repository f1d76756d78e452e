"""Who asked something on the public site and waits; no name of a visitor stands here."""

from collections.abc import Callable, Collection
from datetime import date, datetime
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
    """One question; `keeper` is the membership that took it."""

    public_id: UUID
    what: str
    sent_at: datetime
    keeper: int | None
    due: Due


class Requests(NamedTuple):
    """The longest waiting, and whether there are more of them."""

    rows: list[Row]
    has_more: bool


def requests(member: Membership, now: datetime) -> Shown | None:
    if not member.may(Right.ANSWER_REQUESTS):
        return None
    found = _rows(lambda asked: asked.new() | asked.in_hands_of([member.pk]), SHOWN_ROWS + 1)
    if not found:
        return None
    rows = _dated(found[:SHOWN_ROWS], member, today=timezone.localdate(now))
    return Shown(
        template="workplace/day/requests.html",
        content=Requests(rows, len(found) > SHOWN_ROWS),
    )


def rows_of(keepers: Collection[int], member: Membership, *, today: date) -> list[Row]:
    """What these colleagues took and did not end; two queries when there is something."""
    found = _rows(lambda asked: asked.in_hands_of(keepers), None)
    return _dated(found, member, today=today) if found else []


def _rows(narrow: Callable[[Any], Any], most: int | None) -> list[Any]:
    """Requests and interests in one query, the longest waiting first."""
    sort = Value(INTEREST, output_field=CharField())
    interests = narrow(Interest.objects).annotate(sort=sort, place=F("vacancy__title"))
    nothing = Value("", output_field=CharField())
    asked = narrow(DeskRequest.objects).annotate(sort=F("kind"), place=nothing)
    columns = ("public_id", "sort", "place", "sent_at", "answered_by")
    both = asked.values_list(*columns).union(interests.values_list(*columns), all=True)
    return list(both.order_by("sent_at")[:most])


def _dated(found: list[Any], member: Membership, *, today: date) -> list[Row]:
    closures = closures_of(member.desk_id)
    return [
        Row(public_id, _words(sort, place), sent_at, keeper, due_of(sent_at, closures, today=today))
        for public_id, sort, place, sent_at, keeper in found
    ]


def _words(sort: str, place: str) -> str:
    """The title of a place was online, so it names nobody."""
    if sort == INTEREST:
        return _("Interest in: %(place)s") % {"place": place}
    return str(RequestKind(sort).label)
