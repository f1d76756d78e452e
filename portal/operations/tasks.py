"""Scheduled wrappers; what keeps and tries out backups has a worker of its own."""

from loketten.tenancy.tasks import DeskScope, ScopedTask, desk_task
from portal.operations import keeping, measuring


@desk_task("operations.measure", scope=DeskScope.EACH)
def measure() -> None:
    measuring.measure()


@desk_task("operations.back_up", scope=DeskScope.NONE, queue="keeping", bind=True)
def back_up(task: ScopedTask) -> None:
    keeping.back_up(is_second_try=task.is_second_try)


@desk_task("operations.drill", scope=DeskScope.NONE, queue="keeping", bind=True)
def drill(task: ScopedTask) -> None:
    keeping.drill(is_second_try=task.is_second_try)
