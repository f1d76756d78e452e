"""Finding somebody, and the list of clients."""

from enum import StrEnum
from typing import Any, NamedTuple

from django.core.paginator import InvalidPage, Page, Paginator
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

PAGE = 20


class Filter(StrEnum):
    """Whom the reader wants to see; the values stand in the address."""

    ALL = "iedereen"
    MINE = "mijn"
    CLOSED = "gesloten"


class Chip(NamedTuple):
    """What the chip component takes."""

    label: str
    url: str
    state: str


class Found(NamedTuple):
    """Who is shown, and whether the search had to guess."""

    clients: Any
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
    found = _find(query)
    new = reverse("clients:new", kwargs={"desk": request.desk.slug})
    context = {
        "query": query,
        "is_guess": found.is_guess,
        "looks_like_bsn": has_bsn(query.text),
        # What was typed need not be typed again.
        "new_with_query": f"{new}?{urlencode({'q': query.text})}",
    }
    return _answer(request, found.clients, "clients/found.html", context)


def _find(query: Query) -> Found:
    matching = Client.objects.matching(query)
    if not query.words or query.birth is not None or matching.exists():
        return Found(matching)
    return Found(Client.objects.resembling_name(query.name), is_guess=True)


def _list(request: DeskRequest) -> HttpResponse:
    shown, remarks = request.GET.get("toon", Filter.ALL), []
    if shown not in set(Filter):
        remarks.append(_("We do not know this filter. You see everybody."))
    chosen = Filter(shown) if shown in set(Filter) else Filter.ALL
    context = {
        "filters": _filters(request, chosen),
        "is_whole_desk": chosen is Filter.ALL,
        "remarks": remarks,
        "new_url": reverse("clients:new", kwargs={"desk": request.desk.slug}),
    }
    return _answer(request, _chosen(chosen, request.member), "clients/list.html", context)


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
    request: DeskRequest, clients: ClientQuerySet, template: str, context: dict[str, Any]
) -> HttpResponse:
    page, remark = _page(clients.with_files(), request.GET.get("page", "1"))
    shown = [client.pk for client in page]
    note("client.listed", by=request.member.actor, shown=shown)
    remarks = [*context.pop("remarks", []), *([remark] if remark else [])]
    rest = {"page": page, "remarks": remarks, "can_read": can_read_files(request.member)}
    return render(request, template, {**context, **rest})


def _page(clients: ClientQuerySet, number: str) -> tuple[Page[Client], str]:
    paginator = Paginator(clients, PAGE)
    try:
        return paginator.page(number), ""
    except InvalidPage:
        return paginator.page(1), _("This page does not exist. You see the first page.")
