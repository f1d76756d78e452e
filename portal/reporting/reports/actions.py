"""Asking for the reports of a month; the outbox makes each of them once."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loketten.audit import log, outbox
from loketten.audit.actors import SYSTEM, Actor
from loketten.kit.errors import DomainError
from loketten.tenancy.context import at_desk
from loketten.tenancy.models import Desk
from portal.reporting.models import Publication, ReportPart, ReportRun


class NotPublished(DomainError):
    """Reports are made of published months."""

    message = _("This month has not been published yet.")


def make_newest_reports() -> None:
    """Of the month that was published last; older ones are made when somebody asks."""
    if newest := Publication.objects.first():
        ask_for_reports(newest.month, by=SYSTEM)


@transaction.atomic
def ask_for_reports(month: date, *, by: Actor) -> ReportRun:
    """One report for each desk and one for the country; asking again changes nothing."""
    publication = Publication.objects.filter(pk=month).first()
    if publication is None:
        raise NotPublished
    run, is_new = ReportRun.objects.get_or_create(month=publication)
    if not is_new:
        return run
    log.note_platform("reports.asked", by=by)
    asked = {"month": f"{month:%Y-%m-%d}"}
    for desk in Desk.objects.open_on(month):
        ReportPart.objects.create(run=run, region_id=desk.region_id)
        with at_desk(desk.pk):
            outbox.add("reporting.desk_report", **asked)
    ReportPart.objects.create(run=run)
    outbox.add("reporting.national_report", **asked)
    return run
