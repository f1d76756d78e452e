"""Scheduled wrappers: what goes wrong at one desk stops no other."""

from loketten.audit import chain, outbox
from loketten.tenancy.models import Desk
from loketten.tenancy.tasks import DeskScope, desk_task, going_on


@desk_task("audit.deliver_row", scope=DeskScope.EACH)
def deliver_row(desk_id: int | None, row_id: int) -> None:
    outbox.deliver(desk_id, row_id)


@desk_task("audit.relay_all", scope=DeskScope.EACH)
def relay_all() -> None:
    desks: list[int | None] = [None, *Desk.objects.values_list("pk", flat=True)]
    for desk_id in desks:
        with going_on("audit.relay", desk_id):
            for row_id in outbox.due(desk_id):
                outbox.deliver(desk_id, row_id)


@desk_task("audit.seal_all", scope=DeskScope.EACH)
def seal_all() -> None:
    for one in chain.chains():
        with going_on("audit.seal", one.desk_id):
            chain.seal(one)
