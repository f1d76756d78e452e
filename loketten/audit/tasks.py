"""Scheduled wrappers: what goes wrong at one desk stops no other."""

from loketten.audit import chain, outbox
from loketten.tenancy.models import Desk
from loketten.tenancy.tasks import DeskScope, desk_task, going_on


@desk_task("audit.deliver_row", scope=DeskScope.EACH, counts_deaths=True)
def deliver_row(desk_id: int | None, row_id: int) -> None:
    outbox.deliver(desk_id, row_id)


@desk_task("audit.relay_all", scope=DeskScope.EACH)
def relay_all() -> None:
    """A heavy row becomes a task of its own, so that what is short at other desks need not wait."""
    desks: list[int | None] = [None, *Desk.objects.values_list("pk", flat=True)]
    line: list[tuple[int, int | None]] = []
    for desk_id in desks:
        with going_on("audit.relay", desk_id):
            for one in outbox.due(desk_id):
                if one.is_long:
                    line.append((one.row_id, desk_id))
                elif one.is_heavy:
                    outbox.wake(desk_id, one.row_id)
                else:
                    outbox.deliver(desk_id, one.row_id)
    line.sort()
    outbox.stand_in_line(row_id for row_id, _desk in line)
    for row_id, desk_id in line[:1]:
        outbox.wake(desk_id, row_id)


@desk_task("audit.seal_all", scope=DeskScope.EACH)
def seal_all() -> None:
    for one in chain.chains():
        with going_on("audit.seal", one.desk_id):
            chain.seal(one)
