"""Every page about one client leaves one row in the access log before it is answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from clients.models import ClientFile
from clients.perms import can_edit_files, can_read_files, is_outside_caseload
from clients.tabs import file_tabs
from loketten.accounts.access import DeskRequest
from loketten.audit.log import note


def show(
    request: DeskRequest,
    file: ClientFile,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    part: str = "file",
    page: str = "",
    status: int = 200,
) -> HttpResponse:
    """`part` is client (who she is) or file (where she stands); `page` is its tab."""
    outside = is_outside_caseload(file, request.member)
    # Reception reads no file, whichever page she is on, and the log may not say that she did.
    part = part if can_read_files(request.member) else "client"
    seen = file.client if part == "client" else file
    note(f"{part}.viewed", seen, by=request.member.actor, outside_caseload=outside)
    number = file.client.number
    tabs = file_tabs(desk=request.desk.slug, number=number, member=request.member, current=page)
    shared = {
        "client": file.client,
        "file": file,
        "tabs": tabs,
        "can_edit": can_edit_files(request.member),
    }
    return render(request, template, {**shared, **(context or {})}, status=status)


def to_file(request: DeskRequest, number: str) -> HttpResponse:
    """The file; for reception the card, which is all that she may see of it."""
    page = "workplace:file" if can_read_files(request.member) else "clients:card"
    return redirect(page, desk=request.desk.slug, number=number)
