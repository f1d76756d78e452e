"""Scheduled wrappers: what is too old goes, desk by desk."""

from loketten.tenancy.tasks import DeskScope, at_each_desk, desk_task
from portal.exchange.forgetting import forget_at_desk


@desk_task("exchange.forget_expired", scope=DeskScope.EACH)
def forget_expired() -> None:
    at_each_desk("exchange.forget", forget_at_desk)
