"""Scheduled wrappers; what keeps and tries out backups has a worker of its own."""

from loketten.tenancy.tasks import DeskScope, desk_task
from portal.operations import keeping, measuring


@desk_task("operations.measure", scope=DeskScope.EACH)
def measure() -> None:
    measuring.measure()


@desk_task("operations.back_up", scope=DeskScope.NONE, queue="keeping")
def back_up() -> None:
    keeping.back_up()


@desk_task("operations.drill", scope=DeskScope.NONE, queue="keeping")
def drill() -> None:
    keeping.drill()
