"""My day: the sections of `portal.workplace.day`, for one member."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from portal.workplace.day.sections import day_of


@desk_view(Right.ENTER_DESK)
def day(request: DeskRequest) -> HttpResponse:
    today = day_of(request.member, now=timezone.now())
    if clients := today.clients:
        note("day.viewed", by=request.member.actor, shown=clients)
    context = {
        "today": timezone.localdate(),
        "day": today,
        "may_find": request.member.may(Right.FIND_CLIENTS),
    }
    return render(request, "workplace/day.html", context)
