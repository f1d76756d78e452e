"""Scheduled wrappers."""

from django.utils import timezone

from loketten.tenancy.tasks import DeskScope, desk_task
from portal.reporting import live, publishing
from portal.reporting import recount as recounting
from portal.reporting.reports.actions import make_newest_reports


@desk_task("reporting.count_live", scope=DeskScope.EACH)
def count_live() -> None:
    live.count_live()


@desk_task("reporting.publish_due", scope=DeskScope.EACH)
def publish_due() -> None:
    publishing.publish_due(timezone.localdate())
    make_newest_reports()


@desk_task("reporting.recount", scope=DeskScope.EACH)
def recount() -> None:
    recounting.recount(timezone.localdate())
