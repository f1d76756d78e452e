"""Who reads My day, and what several of its sections share."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from advice.choices import PlanState
from advice.models import NextStep, PlannedTalk
from clients.models import Client
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.asked import questions_for

# An appointment that nobody settled stays on the page this long; afterwards it is in its file.
STILL_ASKED = timedelta(days=30)
SHOWN_QUESTIONS = 5
Row = dict[str, Any]


class Reader:
    """One member at one moment. `lists` are filled by `day_of`, before any section says something;
    the others are read once, when the first section asks."""

    def __init__(self, member: Membership, now: datetime) -> None:
        self.member, self.now = member, now
        self.today = timezone.localdate(now)
        self.sunday = self.today + timedelta(days=7 - self.today.isoweekday())
        self.midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        self.lists: dict[str, list[Any]] = {}

    def may(self, right: Right) -> bool:
        return self.member.may(right)

    @cached_property
    def plans(self) -> list[PlannedTalk]:
        """Her appointments of today and those that nobody settled, and of today those of colleagues
        for whom she stands in."""
        late = Q(counselor=self.member, state=PlanState.PLANNED)
        found = PlannedTalk.objects.between(self.midnight - STILL_ASKED, self._next_midnight)
        theirs = found.in_open_files().filter(self._is_for_her("counselor"))
        wanted = theirs.filter(Q(at__gte=self.midnight) | late)
        return list(wanted.select_related("file__client", "channel", "kind").in_order())

    @cached_property
    def steps(self) -> list[NextStep]:
        """What is promised until Sunday, also by those colleagues, and what she finished today."""
        theirs = NextStep.objects.of_standing_talks().filter(self._is_for_her("owner"))
        finished = theirs.filter(owner=self.member, done_at__gte=self.midnight)
        wanted = theirs.open().due_until(self.sunday) | finished
        return list(wanted.select_related("file__client").order_by("due_on", "id"))

    @cached_property
    def questions(self) -> list[Any]:
        """As many as are shown, and one to know that there are more."""
        return questions_for(self.member, most=SHOWN_QUESTIONS + 1)

    def _is_for_her(self, field: str) -> Q:
        return Q(**{f"{field}__in": {self.member.pk, *self.member.covering}})

    @property
    def _next_midnight(self) -> datetime:
        # Not a day of 24 hours: on two days of the year the clock moves.
        noon = self.midnight + timedelta(hours=36)
        return timezone.localtime(noon).replace(hour=0, minute=0, second=0, microsecond=0)


def client_columns(path: str) -> JSONObject:
    """Of a client somewhere along `path`, as much as a line shows; `client_in` reads it."""
    return JSONObject(
        **{name: f"{path}__{name}" for name in ("id", "number", "first_name", "last_name")}
    )


def client_in(row: Row) -> Client:
    """For showing alone: the other columns were not read."""
    return Client(**row["client"])


class ClientAt(NamedTuple):
    """Somebody, and when it was."""

    client: Client
    at: datetime


def client_at(row: Row) -> ClientAt:
    """Of a list whose rows name the moment `at`."""
    return ClientAt(client_in(row), datetime.fromisoformat(row["at"]))
