"""Keeps what became of tasks: the overseer of loketten.tenancy.tasks.

A task that breaks leaves a row. One that ends its worker comes back by itself (a killed worker may
be no fault of the task), but a third time is the last: the queue goes on without it.
"""

from typing import Any

import structlog
from celery import current_app
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from loketten.accounts.models import User
from loketten.audit import log as access_log
from loketten.audit import outbox
from loketten.audit.actors import Actor, ActorKind
from portal.operations.models import FailedTask

TRIES = 3
DIED = "WorkerDied"

log = structlog.get_logger()


def may_begin_again(task: str, arguments: list[Any]) -> bool:
    """Count a run that never came to its end; False when there were enough."""
    row = _keep(task, arguments, DIED)
    if row.times < TRIES:
        return True
    FailedTask.objects.filter(pk=row.pk).update(is_given_up=True)
    log.error("task.given_up", task=task, tries=row.times)
    return False


def broke(task: str, arguments: list[Any], error: BaseException) -> None:
    """A task raised, or one desk in its round did."""
    _keep(task, arguments, type(error).__name__[:80])


def ended_well(task: str, arguments: list[Any]) -> None:
    """Whatever it left behind earlier is of no interest any more."""
    open_rows = FailedTask.objects.open().filter(task=task, arguments=arguments)
    open_rows.update(settled_at=Now())


@transaction.atomic
def ask_again(row: FailedTask, *, by: User) -> bool:
    """Let a failed task run once more; False when somebody else did so already. The outbox hands
    it over, so that it is asked when the queue is away as well."""
    if not FailedTask.objects.open().filter(pk=row.pk).update(settled_at=Now()):
        return False
    access_log.note_platform("task.asked_again", row, by=Actor(ActorKind.USER, by.pk))
    outbox.add("operations.ask_again", failed_task_id=row.pk)
    return True


@outbox.effect("operations.ask_again")
def hand_over(*, message_id: Any, failed_task_id: int) -> None:
    row = FailedTask.objects.get(pk=failed_task_id)
    current_app.send_task(row.task, args=row.arguments, retry=False)


def _keep(task: str, arguments: list[Any], error: str) -> FailedTask:
    """Outside the transaction of the task, which is rolled back by now."""
    with transaction.atomic():
        row: FailedTask
        row, is_new = FailedTask.objects.open().get_or_create(
            task=task[:80], arguments=arguments, settled_at=None, defaults={"error": error}
        )
        if not is_new:
            FailedTask.objects.filter(pk=row.pk).update(
                times=F("times") + 1, last_at=Now(), error=error
            )
            row.refresh_from_db()
    return row
