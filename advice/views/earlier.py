"""What the shared summary of a talk was before it was changed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from advice.codes import Codebook
from advice.finding import find_talk
from clients.trail import note_in_file
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right


@desk_view(Right.READ_FILES)
def earlier_texts(request: DeskRequest, talk: UUID) -> HttpResponse:
    session = find_talk(talk)
    if session.withdrawn_at:
        raise Http404
    note_in_file("talk.viewed", session, file=session.file, by=request.member)
    context = {
        "talk": session,
        "client": session.file.client,
        "codes": Codebook(),
        "texts": session.earlier_texts.select_related("replaced_by__user"),
    }
    return render(request, "advice/earlier_texts.html", context)
