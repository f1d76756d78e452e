"""Scheduled wrappers: what is too old goes, desk by desk."""

from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from loketten.tenancy.tasks import DeskScope, desk_task, going_on
from portal.exchange.forgetting import forget_at_desk


@desk_task("exchange.forget_expired", scope=DeskScope.EACH)
def forget_expired() -> None:
    for desk_id in Desk.objects.values_list("pk", flat=True):
        with going_on("exchange.forget", desk_id), at_desk(desk_id):
            forget_at_desk()
