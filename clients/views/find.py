"""Finding somebody, and the list of clients."""

from enum import StrEnum
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from clients.models import Client
from clients.perms import can_read_files
from clients.querysets import ClientQuerySet
from clients.search import Query, read_query
from clients.views.showing import to_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.bsn import has_bsn
from loketten.ui.chips import Chip
from loketten.ui.paging import page_of, page_of_search


class Filter(StrEnum):
    """Whom the reader wants to see; the values stand in the address."""

    ALL = "iedereen"
    MINE = "mijn"
    CLOSED = "gesloten"


class Found(NamedTuple):
    """Who is shown, a remark about the page, and whether the search had to guess."""

    page: Page[Client]
    remark: str
    is_guess: bool = False


@desk_view(Right.FIND_CLIENTS)
def clients(request: DeskRequest) -> HttpResponse:
    """Search with `q`; without it the clients of the desk by name."""
    if not request.GET.get("q", "").strip():
        return _list(request)
    query = read_query(
        request.GET["q"], prefix=request.desk.number_prefix, today=timezone.localdate()
    )
    if query.is_number_only and (known := Client.objects.filter(number=query.number).first()):
        return to_file(request, known.number)
    return _search(request, query)


def _search(request: DeskRequest, query: Query) -> HttpResponse:
    found = _find(query, request.GET.get("page", "1"))
    new = reverse("clients:new", kwargs={"desk": request.desk.slug})
    context = {
        "query": query,
        "is_guess": found.is_guess,
        "looks_like_bsn": has_bsn(query.text),
        # What was typed need not be typed again.
        "new_with_query": f"{new}?{urlencode({'q': query.text})}",
        "remarks": [found.remark] if found.remark else [],
    }
    return _answer(request, found.page, "clients/found.html", context)


def _find(query: Query, asked: str) -> Found:
    exact = Found(*page_of_search(Client.objects.matching(query).with_files(), asked))
    if exact.page or not query.words or query.birth is not None:
        return exact
    guess = Client.objects.resembling_name(query.name).with_files()
    return Found(*page_of_search(guess, asked), is_guess=True)


def _list(request: DeskRequest) -> HttpResponse:
    shown, remarks = request.GET.get("toon", Filter.ALL), []
    if shown not in set(Filter):
        remarks.append(_("We do not know this filter. You see everybody."))
    chosen = Filter(shown) if shown in set(Filter) else Filter.ALL
    people = _chosen(chosen, request.member).with_files()
    page, remark = page_of(people, request.GET.get("page", "1"))
    context = {
        "filters": _filters(request, chosen),
        "is_whole_desk": chosen is Filter.ALL,
        "remarks": [*remarks, *([remark] if remark else [])],
        "new_url": reverse("clients:new", kwargs={"desk": request.desk.slug}),
    }
    return _answer(request, page, "clients/list.html", context)


def _chosen(chosen: Filter, member: Membership) -> ClientQuerySet:
    everybody: ClientQuerySet = Client.objects.by_name()
    if chosen is Filter.MINE:
        return everybody.with_open_file(owner=member)
    return everybody.without_open_file() if chosen is Filter.CLOSED else everybody


def _filters(request: DeskRequest, chosen: Filter) -> list[Chip]:
    words = {Filter.ALL: _("Everybody"), Filter.MINE: _("Mine"), Filter.CLOSED: _("Closed")}
    if not can_read_files(request.member):
        # Reception has no caseload.
        del words[Filter.MINE]
    here = reverse("clients:list", kwargs={"desk": request.desk.slug})
    return [
        Chip(
            label,
            here if value is Filter.ALL else f"{here}?toon={value}",
            "current" if value is chosen else "plain",
        )
        for value, label in words.items()
    ]


def _answer(
    request: DeskRequest, page: Page[Client], template: str, context: dict[str, Any]
) -> HttpResponse:
    note("client.listed", by=request.member.actor, shown=[client.pk for client in page])
    rest = {"page": page, "can_read": can_read_files(request.member)}
    return render(request, template, {**context, **rest})
