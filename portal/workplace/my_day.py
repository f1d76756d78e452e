"""What one member sees first in the morning."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from advice.models import NextStep
from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.audit.actors import ActorKind
from loketten.audit.models import Entry

SHOWN_FILES = 5
# Opening the same few files again and again must not push the others out.
LOOKED_BACK = 200


@dataclass(frozen=True)
class Promises:
    """Open steps of one member, and what she finished today."""

    late: list[NextStep]
    today: list[NextStep]
    this_week: list[NextStep]
    finished: list[NextStep]

    @property
    def all(self) -> list[NextStep]:
        return [*self.late, *self.today, *self.this_week, *self.finished]

    @property
    def are_none(self) -> bool:
        return not self.all


def promises_of(member: Membership, *, now: datetime) -> Promises:
    """Until the coming Sunday; one query."""
    today = timezone.localdate(now)
    sunday = today + timedelta(days=7 - today.isoweekday())
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = NextStep.objects.of_standing_talks().filter(owner=member)
    wanted = mine.open().due_until(sunday) | mine.filter(done_at__gte=midnight)
    steps = list(wanted.select_related("file__client").order_by("due_on", "id"))
    waiting = [step for step in steps if step.done_at is None]
    return Promises(
        late=[step for step in waiting if step.due_on < today],
        today=[step for step in waiting if step.due_on == today],
        this_week=[step for step in waiting if step.due_on > today],
        finished=[step for step in steps if step.done_at],
    )


def last_opened(member: Membership) -> Any:
    """Her files from the access log, the last one first, each with `seen_at`; one query."""
    views = Entry.objects.filter(
        actor_kind=ActorKind.MEMBER, actor_id=member.pk, object_kind="clients.clientfile"
    )
    recent = views.filter(action="file.viewed").order_by("-id")
    latest = recent.filter(object_id=OuterRef("pk")).values("at")[:1]
    files = ClientFile.objects.filter(pk__in=Subquery(recent.values("object_id")[:LOOKED_BACK]))
    seen = files.annotate(seen_at=Subquery(latest)).select_related("client")
    return seen.order_by("-seen_at", "-id")[:SHOWN_FILES]
