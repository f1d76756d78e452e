"""Logging a talk from anywhere: first with whom, then the form."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from clients.models import Client
from clients.search import read_query
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.kit.bsn import has_bsn

SHOWN = 10


@desk_view(Right.WRITE_TALKS)
def begin(request: DeskRequest) -> HttpResponse:
    """`q` searches among who has an open file; the one whom it names for certain goes straight to
    the form."""
    text = request.GET.get("q", "").strip()
    context = {"text": text, "found": [], "looks_like_bsn": False}
    if text:
        query = read_query(text, prefix=request.desk.number_prefix, today=timezone.localdate())
        found = list(Client.objects.matching(query).with_open_file()[: SHOWN + 1])
        if len(found) == 1 and query.is_number_only:
            return redirect("advice:new", desk=request.desk.slug, number=found[0].number)
        shown = found[:SHOWN]
        note("client.listed", by=request.member.actor, shown=[client.pk for client in shown])
        context |= {
            "text": query.text,
            "found": shown,
            "has_more": len(found) > SHOWN,
            "looks_like_bsn": has_bsn(text),
        }
    return render(request, "advice/begin.html", context)
