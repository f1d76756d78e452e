"""Who looked in a file, and what they did there."""

from django.http import HttpResponse
from django.shortcuts import render

from advice.finding import find_file
from clients.tabs import file_tabs
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from portal.workplace.log_rows import entries_about, older_url, read_rows


@desk_view(Right.READ_FILES)
def file_log(request: DeskRequest, number: str) -> HttpResponse:
    file = find_file(number, reader=request.member)
    page = read_rows(entries_about(file), before=request.GET.get("before", ""))
    note_in_file("file_log.viewed", file, file=file, by=request.member)
    member = request.member
    slug = request.desk.slug
    tabs = file_tabs(desk=slug, number=number, member=member, current="workplace:file_log")
    context = {
        "file": file,
        "client": file.client,
        "page": page,
        "older_url": older_url(request.GET, page),
        "tabs": tabs,
    }
    return render(request, "workplace/file_log.html", context)
