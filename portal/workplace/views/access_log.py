"""The access log of the desk, for who watches over it: client numbers, never names."""

from django.http import HttpResponse
from django.shortcuts import render

from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.audit.models import Entry
from portal.workplace.forms import LogFilterForm
from portal.workplace.log_rows import older_url, read_rows


@desk_view(Right.READ_ACCESS_LOG)
def access_log(request: DeskRequest) -> HttpResponse:
    form = LogFilterForm(request.GET, desk=request.desk)
    entries = form.narrow(Entry.objects.all())
    page = read_rows(entries, before=request.GET.get("before", ""), with_numbers=True)
    note("access_log.viewed", by=request.member.actor)
    context = {"form": form, "page": page, "older_url": older_url(request.GET, page)}
    return render(request, "workplace/access_log.html", context)
