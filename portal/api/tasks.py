"""Scheduled wrappers."""

from loketten.tenancy.tasks import DeskScope, at_each_desk, desk_task
from portal.api.own.once import forget_old


@desk_task("api.forget_old", scope=DeskScope.EACH)
def forget_received() -> None:
    at_each_desk("api.forget", forget_old)
