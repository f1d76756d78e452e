"""What she promised, and what of it is done today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from advice.models import NextStep
from clients.models import ClientFile
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from portal.workplace.day.section import Shown


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


def promises(member: Membership, now: datetime) -> Shown | None:
    if not member.may(Right.WRITE_TALKS):
        return None
    promised = promises_of(member, now=now)
    open_files = ClientFile.objects.open().filter(owner=member).count()
    return Shown(
        template="workplace/day/promises.html",
        content=promised,
        clients={step.file.client_id for step in promised.all},
        summary=list(_sentences(promised, open_files)),
    )


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


def _sentences(promised: Promises, open_files: int) -> Iterator[str]:
    late, today = len(promised.late), len(promised.today)
    if late:
        yield ngettext("One step is late.", "%(count)d steps are late.", late) % {"count": late}
    if today:
        yield ngettext("One step is for today.", "%(count)d steps are for today.", today) % {
            "count": today
        }
    files = ngettext("You have one open file.", "You have %(count)d open files.", open_files)
    yield files % {"count": open_files}
