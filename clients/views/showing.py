"""Every page about one client leaves one row in the access log before it is answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from clients.models import ClientFile
from clients.perms import can_edit_files, can_read_files
from clients.tabs import file_tabs
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest
from loketten.accounts.models import Membership


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
    # Reception reads no file, whichever page she is on, and the log may not say that she did.
    part = part if can_read_files(request.member) else "client"
    seen = file.client if part == "client" else file
    note_in_file(f"{part}.viewed", seen, file=file, by=request.member)
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
    return redirect(file_page(request.member), desk=request.desk.slug, number=number)


def file_page(member: Membership) -> str:
    """The file; for reception the card, which is all that she may see of it."""
    return "workplace:file" if can_read_files(member) else "clients:card"
