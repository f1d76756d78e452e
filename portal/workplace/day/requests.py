"""Who asked something on the public site and waits; no name of a visitor stands here."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from loketten.accounts.rights import Right
from loketten.tenancy.models import Closure
from portal.workplace.day.asked import INTEREST
from portal.workplace.day.reader import SHOWN_QUESTIONS, Reader
from portal.workplace.day.section import Shown
from portal.workplace.waiting import Due, due_of
from vacancies.choices import RequestKind


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


def requests(reader: Reader) -> Shown | None:
    """What is in her hands, and then what nobody took: a busy week hides nothing of hers."""
    rows = rows_of(reader)
    found = [row for row in rows if row.keeper == reader.member.pk]
    found += [row for row in rows if row.keeper is None]
    if not found:
        return None
    return Shown(
        template="workplace/day/requests.html",
        content=Requests(found[:SHOWN_QUESTIONS], len(found) > SHOWN_QUESTIONS),
    )


def rows_of(reader: Reader) -> list[Row]:
    """What is new or in her hands, and what those took for whom she stands in."""
    if not reader.may(Right.ANSWER_REQUESTS):
        return []
    closed = [_closed(row) for row in reader.lists["closures"]]
    return [
        Row(key, _words(sort, place), sent_at, keeper, due_of(sent_at, closed, today=reader.today))
        for key, sort, place, sent_at, keeper in reader.questions
    ]


def closures(reader: Reader) -> Any:
    """Days on which nobody has to answer."""
    if not reader.may(Right.ANSWER_REQUESTS):
        return None
    of_desk = Closure.objects.filter(desk=reader.member.desk_id)
    return of_desk.values(row=JSONObject(first_day="first_day", last_day="last_day"))


def _closed(row: dict[str, Any]) -> Closure:
    return Closure(**{name: date.fromisoformat(day) for name, day in row.items()})


def _words(sort: str, place: str) -> str:
    """The title of a place was online, so it names nobody."""
    if sort == INTEREST:
        return _("Interest in: %(place)s") % {"place": place}
    return str(RequestKind(sort).label)
