"""What she promised, and what of it is done today."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import ngettext

from advice.models import NextStep
from clients.models import ClientFile
from loketten.accounts.rights import Right
from portal.workplace.day.reader import Reader
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


def promises(reader: Reader) -> Shown | None:
    if not reader.may(Right.WRITE_TALKS):
        return None
    promised = _promises_of(reader)
    return Shown(
        template="workplace/day/promises.html",
        content=promised,
        clients={step.file.client_id for step in promised.all},
        summary=list(_sentences(promised, sum(reader.lists["open_files"]))),
    )


def open_files(reader: Reader) -> Any:
    """How many, in a list of one; of none the list is empty."""
    if not reader.may(Right.WRITE_TALKS):
        return None
    mine = ClientFile.objects.open().filter(owner=reader.member).order_by().values("owner")
    return mine.annotate(number=Count("pk")).values("number")


def _promises_of(reader: Reader) -> Promises:
    mine = [step for step in reader.steps if step.owner_id == reader.member.pk]
    waiting = [step for step in mine if step.done_at is None]
    return Promises(
        late=[step for step in waiting if step.due_on < reader.today],
        today=[step for step in waiting if step.due_on == reader.today],
        this_week=[step for step in waiting if step.due_on > reader.today],
        finished=[step for step in mine if step.done_at],
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
