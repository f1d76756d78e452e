"""Monthly reports: how far they are, and the files themselves."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest, desk_view, national_view
from loketten.accounts.models import User
from loketten.accounts.rights import Right
from loketten.audit.actors import Actor, ActorKind
from loketten.audit.log import note
from loketten.kit.errors import DomainError
from portal.national.frame import frame
from portal.reporting.choices import ReportKind
from portal.reporting.models import DeskReport, NationalReport, Publication, ReportRun
from portal.reporting.models.reports import StoredReport
from portal.reporting.periods import read_period
from portal.reporting.reports.actions import NotPublished, ask_for_reports

TYPES = {
    ReportKind.PDF: "application/pdf",
    ReportKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@national_view(Right.READ_NATIONAL_FIGURES)
def reports(request: HttpRequest) -> HttpResponse:
    """The months, the newest first; a run tells how many of its reports are made."""
    if request.method == "POST":
        return _ask(request)
    runs = {
        run.pk: run
        for run in ReportRun.objects.annotate(
            parts_in_all=Count("parts"), parts_done=Count("parts__done_at")
        )
    }
    files: dict[date, list[NationalReport]] = {}
    for report in NationalReport.objects.defer("content").order_by("kind", "-language"):
        files.setdefault(report.month, []).append(report)
    months = [
        {
            "month": one.month,
            "key": f"{one.month:%Y-%m}",
            "run": runs.get(one.month),
            "files": files.get(one.month, []),
        }
        for one in Publication.objects.all()
    ]
    under_way = any(run.parts_done < run.parts_in_all for run in runs.values())
    context = {
        "months": months,
        "under_way": under_way,
        "runs_class": "under-way" if under_way else "",
        **frame(request),
    }
    return render(request, "reporting/reports.html", context)


@national_view(Right.READ_NATIONAL_FIGURES)
def national_report(request: HttpRequest, report: UUID) -> HttpResponse:
    found = get_object_or_404(NationalReport, public_id=report)
    return _file(found, f"landelijk-{found.month:%Y-%m}")


@desk_view(Right.READ_DESK_FIGURES)
def desk_report(request: DeskRequest, own_report: UUID) -> HttpResponse:
    """The desk's own numbers; taking them along stands in the log."""
    found = get_object_or_404(DeskReport, public_id=own_report)
    note("report.downloaded", found, by=request.member.actor)
    return _file(found, f"{request.desk.slug}-{found.month:%Y-%m}")


def _ask(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    assert isinstance(user, User)
    period = read_period(request.POST.get("month", ""))
    try:
        if period is None or len(period.months) > 1:
            raise NotPublished
        ask_for_reports(period.last, by=Actor(ActorKind.USER, user.pk))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The reports are being made. This page shows how far they are.")
        )
    return redirect("figures:reports")


def _file(report: StoredReport, name: str) -> HttpResponse:
    content = bytes(report.content)
    if hashlib.sha256(content).hexdigest() != report.checksum:
        raise RuntimeError("A stored report is not what was made.")
    kind = ReportKind(report.kind)
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{name}-{report.language}.{kind}"'
    )
    return answer
