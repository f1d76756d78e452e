"""My desk: what was promised, what was opened last, where to begin."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from clients.models import ClientFile
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from portal.workplace.my_day import last_opened, promises_of


@desk_view(Right.ENTER_DESK)
def day(request: DeskRequest) -> HttpResponse:
    member = request.member
    context: dict[str, Any] = {
        "today": timezone.localdate(),
        "may_find": member.may(Right.FIND_CLIENTS),
        "may_log": member.may(Right.WRITE_TALKS),
        "may_read_log": member.may(Right.READ_ACCESS_LOG),
        "may_manage": member.may(Right.MANAGE_TEAM),
    }
    if member.may(Right.WRITE_TALKS):
        context["promises"] = promises_of(member, now=timezone.now())
        context["open_files"] = ClientFile.objects.open().filter(owner=member).count()
    if member.may(Right.READ_FILES):
        context["opened"] = list(last_opened(member))
    _note_names(request, context)
    return render(request, "workplace/day.html", context)


def _note_names(request: DeskRequest, context: dict[str, Any]) -> None:
    """One row for the names on this page, none when there are none."""
    promises = context["promises"].all if "promises" in context else []
    files = [*(step.file for step in promises), *context.get("opened", [])]
    if clients := {file.client_id for file in files}:
        note("day.viewed", by=request.member.actor, shown=clients)
