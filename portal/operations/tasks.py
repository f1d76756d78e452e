"""Scheduled wrappers; what keeps and tries out backups has a worker of its own."""

from loketten.tenancy.tasks import DeskScope, ScopedTask, desk_task
from portal.operations import keeping, measuring


@desk_task("operations.measure", scope=DeskScope.EACH)
def measure() -> None:
    measuring.measure()


@desk_task("operations.back_up", scope=DeskScope.NONE, queue="keeping", bind=True)
def back_up(task: ScopedTask) -> None:
    keeping.back_up(asked_as=task.request.id or "")


@desk_task("operations.drill", scope=DeskScope.NONE, queue="keeping", bind=True)
def drill(task: ScopedTask) -> None:
    keeping.drill(asked_as=task.request.id or "")
