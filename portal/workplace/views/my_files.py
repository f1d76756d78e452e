"""My files: the caseload of one counselor, with its filters in the address."""

from enum import StrEnum
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from advice.caseload import caseload_of, due_in, silent_in, with_theme
from advice.codes import Codebook
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.tenancy.models import CodeList
from loketten.ui.chips import Chip, chips
from loketten.ui.paging import page_of


class Shown(StrEnum):
    """Which of them; the values stand in the address."""

    OPEN = "open"
    DUE = "due"
    SILENT = "silent"
    CLOSED = "closed"


@desk_view(Right.WRITE_TALKS)
def my_files(request: DeskRequest) -> HttpResponse:
    remarks = []
    codes = Codebook([CodeList.THEME])
    themes = dict(codes.choices(CodeList.THEME, on=timezone.localdate()))
    asked, theme = request.GET.get("show", ""), request.GET.get("theme", "")
    if asked and asked not in set(Shown):
        remarks.append(_("We do not know this filter. You see your open files."))
    if theme and theme not in themes:
        remarks.append(_("We do not know this theme. You see all themes."))
        theme = ""
    chosen = Shown(asked) if asked in set(Shown) else Shown.OPEN
    files = _chosen(chosen, caseload_of(request.member))
    if theme:
        files = with_theme(files, theme)
    page, remark = page_of(files.select_related("client"), request.GET.get("page", "1"))
    note("client.listed", by=request.member.actor, shown=[file.client_id for file in page])
    context = {
        "page": page,
        "remarks": [*remarks, *([remark] if remark else [])],
        "filters": _filters(chosen, theme),
        "chosen": chosen,
        "theme": theme,
        "themes": themes.items(),
        "today": timezone.localdate(),
    }
    return render(request, "workplace/my_files.html", context)


def _chosen(chosen: Shown, files: Any) -> Any:
    if chosen is Shown.DUE:
        return due_in(files, today=timezone.localdate())
    if chosen is Shown.SILENT:
        return silent_in(files, now=timezone.now())
    if chosen is Shown.CLOSED:
        return files.filter(closed_on__isnull=False).order_by("-closed_on", "-id")
    return files.open().order_by("client__sort_key", "id")


def _filters(chosen: Shown, theme: str) -> list[Chip]:
    words: dict[StrEnum, str] = {
        Shown.OPEN: _("Open files"),
        Shown.DUE: _("Late or for today"),
        Shown.SILENT: _("Nothing heard for long"),
        Shown.CLOSED: _("Closed"),
    }
    return chips("show", words, chosen=chosen, beside={"theme": theme})
