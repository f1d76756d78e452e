"""How many different files somebody opens: much asks for a reason, too much stops.

What counts is a view of what stands in a file, whichever page showed it; lists and searches show
names alone and do not count. A file that was opened in the last hour already may be opened again.
Who opens pages at the same moment may be counted late: at most as many as there are web threads.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import DateTimeField, Q
from django.utils import timezone

from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.audit.actors import Actor
from loketten.audit.log import note
from loketten.audit.models import Entry
from loketten.kit.bsn import refuse_bsn
from loketten.tenancy.composed import Asked, Current, composed

# A row of somebody who saw what stands in a file, whichever page showed it.
IS_LOOK = Q(action__endswith=".viewed", object_id__isnull=False)
LOOKED_BACK = timedelta(hours=1)
EXPLAINED = "watch.explained"
STOPPED = "watch.stopped"
SYSTEM_STOPPED = "system.stopped"


class ReasonNeeded(Exception):
    """Nothing of the file was shown; the page that asks why comes instead."""

    def __init__(self, file: ClientFile) -> None:
        super().__init__()
        self.file = file


class TooManyForSystem(Exception):
    """Another system cannot say why, so for it there is only the second limit; after `wait` seconds
    it may open one more."""

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


class TooManyFiles(PermissionDenied):
    """The door records it as a refusal; the page says when it is over."""


@dataclass(frozen=True)
class Lately:
    """What one member opened in the last hour, and why so much."""

    opened: frozenset[int]
    reason: str = ""


def reason_to_look(file: ClientFile, by: Membership) -> str:
    """What the log keeps beside this view; raises when the view may not happen. One query."""
    lately = opened_lately(by.actor)
    number = len(lately.opened)
    if file.client_id not in lately.opened:
        if number >= settings.FILES_AN_HOUR_STOP:
            raise TooManyFiles
        if number >= settings.FILES_AN_HOUR_ASK and not lately.reason:
            raise ReasonNeeded(file)
    return lately.reason


def refuse_too_many(file: ClientFile, system: Actor) -> None:
    """The limit of `reason_to_look`, for a connected system."""
    opened = opened_lately(system).opened
    if file.client_id not in opened and len(opened) >= settings.FILES_AN_HOUR_STOP:
        raise TooManyForSystem(_seconds_until_one_more(system))


@composed
def _told_lately() -> Any:
    hers = _of_the_last_hour(Asked("kind"), Asked("id")).filter(IS_LOOK | Q(action=EXPLAINED))
    return hers.values_list("action", "shown_ids", "reason").order_by().distinct()


def opened_lately(by: Actor) -> Lately:
    """Each view of a file carries the client in `shown_ids`."""
    rows = _told_lately.rows(kind=by.kind, id=by.id)
    opened = {client for action, shown, _ in rows if action != EXPLAINED for client in shown}
    reasons = [reason for action, _, reason in rows if action == EXPLAINED]
    return Lately(frozenset(opened), reasons[-1] if reasons else "")


def _seconds_until_one_more(by: Actor) -> int:
    """When the first of the opened files is no longer one of the last hour."""
    hers = _of_the_last_hour(by.kind, by.id).filter(IS_LOOK).order_by("at")
    looks = hers.values_list("shown_ids", "at")
    last: dict[int, datetime] = {client: at for shown, at in looks for client in shown}
    left = min(last.values()) + LOOKED_BACK - timezone.now()
    return max(1, ceil(left.total_seconds()))


def _of_the_last_hour(actor_kind: Any, actor_id: Any) -> Any:
    since = Current(lambda: timezone.now() - LOOKED_BACK, DateTimeField())
    return Entry.objects.filter(actor_kind=actor_kind, actor_id=actor_id, at__gte=since)


def explain(file: ClientFile, *, by: Membership, reason: str, vouched: list[str]) -> None:
    """Holds for an hour, and stands in the log beside every view of that hour."""
    refuse_bsn({"reason": reason}, vouched=vouched)
    note(EXPLAINED, file, by=by.actor, shown=[file.client_id], reason=reason)
