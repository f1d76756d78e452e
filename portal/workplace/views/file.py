"""The page of a file: who it is about, its story, and a talk logged in a minute."""

from enum import StrEnum

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from advice.codes import TALK_LISTS, Codebook
from advice.finding import file_beside, find_file
from advice.forms.empty import empty_form
from apprenticeships.bridge import bridge_rows, read_bridge
from clients.tabs import file_tabs
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.tenancy.composed import composed
from loketten.tenancy.models import CodeList
from loketten.ui.chips import Chip, chips
from portal.workplace.bridge import shown_bridge
from portal.workplace.timeline import Filter, read_timeline

_FILE = composed(lambda: file_beside(bridge=bridge_rows()))


@desk_view(Right.READ_FILES)
def file(request: DeskRequest, number: str) -> HttpResponse:
    member = request.member
    current = find_file(number, reader=member, among=_FILE)
    shown, page = request.GET.get("show", ""), request.GET.get("page", "")
    story = read_timeline(current, reader=member, shown=shown, page=page)
    codes = Codebook((*TALK_LISTS, CodeList.CLOSING_REASON))
    may_log = member.may(Right.WRITE_TALKS)
    takes_talks = may_log and not current.is_closed
    note_in_file("file.viewed", current, file=current, by=member)
    tabs = file_tabs(desk=request.desk.slug, number=number, member=member, current="workplace:file")
    bridge = read_bridge(current, current.bridge, today=timezone.localdate())
    context = {
        "tabs": tabs,
        "bridge": shown_bridge(
            bridge, desk=request.desk.slug, number=number, is_closed=current.is_closed
        ),
        "file": current,
        "client": current.client,
        "codes": codes,
        "story": story,
        "filters": _filters(story.chosen),
        "form": empty_form(current, member=member, codes=codes, asked=request.GET)
        if takes_talks
        else None,
        "ready": current.ready,
        "may_log": may_log,
        "may_move": member.may(Right.MOVE_TALKS),
    }
    return render(request, "workplace/file.html", context)


def _filters(chosen: Filter) -> list[Chip]:
    words: dict[StrEnum, str] = {
        Filter.ALL: _("All"),
        Filter.TALKS: _("Talks"),
        Filter.STEPS: _("Steps"),
    }
    return chips("show", words, chosen=chosen)
