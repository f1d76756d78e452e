"""Scheduled wrappers."""

from django.utils import timezone

from loketten.tenancy.tasks import DeskScope, desk_task
from portal.reporting import live, publishing
from portal.reporting import recount as recounting


@desk_task("reporting.count_live", scope=DeskScope.EACH)
def count_live() -> None:
    live.count_live()


@desk_task("reporting.publish_due", scope=DeskScope.EACH)
def publish_due() -> None:
    publishing.publish_due(timezone.localdate())


@desk_task("reporting.recount", scope=DeskScope.EACH)
def recount() -> None:
    recounting.recount(timezone.localdate())
