"""Scheduled wrappers."""

from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from loketten.tenancy.tasks import DeskScope, desk_task
from vacancies.actions.erase import erase_ended


@desk_task("vacancies.erase_ended", scope=DeskScope.EACH)
def erase_ended_questions() -> None:
    for desk_id in Desk.objects.values_list("pk", flat=True):
        with at_desk(desk_id):
            erase_ended()
