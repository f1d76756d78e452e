"""Lists of what visitors sent: requests, interest in places, reports of wrong ads."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from loketten.accounts.access import DeskRequest as Request
from loketten.accounts.access import desk_view
from loketten.accounts.models import Cover
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.ui.chips import Chip, chips
from loketten.ui.paging import page_of
from loketten.ui.parts import Tab
from portal.workplace.standing_in import away_until, for_whom
from portal.workplace.waiting import Due, closures_of, due_of
from vacancies.models import AdReport, DeskRequest, Interest


class Shown(StrEnum):
    """Which of them; the values stand in the address."""

    OPEN = "open"
    MINE = "mine"
    ENDED = "ended"


class Row(NamedTuple):
    """One question, until when somebody waits, and who has it in hand."""

    question: Any
    due: Due
    keeper: str


@desk_view(Right.ANSWER_REQUESTS)
def requests(request: Request) -> HttpResponse:
    return _questions(request, DeskRequest.objects.all(), here="workplace:requests")


@desk_view(Right.ANSWER_REQUESTS)
def interests(request: Request) -> HttpResponse:
    """`vacancy` narrows it to one place."""
    found = Interest.objects.select_related("vacancy__employer")
    asked, remarks = request.GET.get("vacancy", ""), []
    vacancy = _uuid(asked)
    if vacancy:
        found = found.filter(vacancy__public_id=vacancy)
    elif asked:
        remarks.append(_("We do not know this vacancy. You see the interest in all places."))
    beside = {"vacancy": str(vacancy)} if vacancy else {}
    return _questions(request, found, here="workplace:interests", remarks=remarks, beside=beside)


@desk_view(Right.MANAGE_PLACES)
def reports(request: Request) -> HttpResponse:
    chosen, remarks = _chosen(request, (Shown.OPEN, Shown.ENDED))
    found = AdReport.objects.select_related("vacancy__employer", "settled_by__user")
    wanted = found.filter(settled_at__isnull=chosen is Shown.OPEN)
    page, remark = page_of(wanted, request.GET.get("page", "1"))
    words: dict[StrEnum, str] = {Shown.OPEN: _("Open"), Shown.ENDED: _("Settled")}
    context = {
        "page": page,
        "remarks": [*remarks, *([remark] if remark else [])],
        "filters": chips("show", words, chosen=chosen),
        "tabs": tabs_of(request, "workplace:reports"),
    }
    return render(request, "workplace/reports.html", context)


def tabs_of(request: Request, here: str) -> list[Tab]:
    """The three lists, as far as this member may see them."""
    words = {"workplace:requests": _("Requests"), "workplace:interests": _("Interest in places")}
    if request.member.may(Right.MANAGE_PLACES):
        words["workplace:reports"] = _("Reports of wrong vacancies")
    return [
        Tab(reverse(view, args=[request.desk.slug]), label, is_current=view == here)
        for view, label in words.items()
    ]


def _questions(
    request: Request,
    found: Any,
    *,
    here: str,
    remarks: list[str] | None = None,
    beside: Mapping[str, str] | None = None,
) -> HttpResponse:
    chosen, unknown = _chosen(request, tuple(Shown))
    wanted = _narrowed(found, chosen, request).select_related("answered_by__user")
    page, remark = page_of(wanted, request.GET.get("page", "1"))
    note("question.listed", found.model, by=request.member.actor, shown=[one.pk for one in page])
    closures, today = closures_of(request.desk.pk), timezone.localdate()
    away = away_until(request.member)
    context = {
        "page": page,
        "rows": [
            Row(
                one,
                due_of(one.sent_at, closures, today=today) if one.is_open else Due(),
                _keeper(one, away),
            )
            for one in page
        ],
        "remarks": [*(remarks or []), *unknown, *([remark] if remark else [])],
        "filters": _filters(chosen, beside),
        "chosen": chosen,
        "tabs": tabs_of(request, here),
        "is_interest": found.model is Interest,
    }
    return render(request, "workplace/requests.html", context)


def _keeper(question: Any, away: Mapping[int, Cover]) -> str:
    """Whoever stands in reads for whom, and how long."""
    if not question.answered_by_id:
        return ""
    cover = away.get(question.answered_by_id)
    return for_whom(cover) if cover else question.answered_by.user.name


def _chosen(request: Request, known: tuple[Shown, ...]) -> tuple[Shown, list[str]]:
    asked = request.GET.get("show", "")
    if asked in known:
        return Shown(asked), []
    sentence = _("We do not know this filter. You see what is open.")
    return Shown.OPEN, [sentence] if asked else []


def _narrowed(found: Any, chosen: Shown, request: Request) -> Any:
    if chosen is Shown.MINE:
        return found.in_hands_of(
            [request.member.pk, *request.member.covering]
        ).longest_waiting_first()
    if chosen is Shown.ENDED:
        return found.ended().newest_first()
    return found.open().longest_waiting_first()


def _filters(chosen: Shown, beside: Mapping[str, str] | None) -> list[Chip]:
    words: dict[StrEnum, str] = {
        Shown.OPEN: _("Open"),
        Shown.MINE: _("In my hands"),
        Shown.ENDED: _("Answered or closed"),
    }
    return chips("show", words, chosen=chosen, beside=beside)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
