"""Scheduled wrappers."""

from django.utils import timezone

from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from loketten.tenancy.tasks import DeskScope, at_each_desk, desk_task, going_on
from vacancies.actions.erase import erase_ended
from vacancies.actions.expiry import end_expired, end_with_desk, remind_owners
from vacancies.search.ready import keep_search_ready


@desk_task("vacancies.erase_ended", scope=DeskScope.EACH)
def erase_ended_questions() -> None:
    at_each_desk("vacancies.erase", erase_ended)


@desk_task("vacancies.end_all", scope=DeskScope.EACH)
def end_all() -> None:
    today = timezone.localdate()
    at_each_desk("vacancies.end", lambda: end_expired(today))
    for desk in Desk.objects.filter(closed_on__lte=today):
        with going_on("vacancies.end_with_desk", desk.pk), at_desk(desk.pk):
            assert desk.last_day
            end_with_desk(desk.last_day)


@desk_task("vacancies.keep_tally", scope=DeskScope.NONE)
def count_choices() -> None:
    keep_search_ready(timezone.localdate())


@desk_task("vacancies.remind_all", scope=DeskScope.EACH)
def remind_all() -> None:
    at_each_desk("vacancies.remind", lambda: remind_owners(timezone.localdate()))
