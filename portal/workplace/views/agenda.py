"""The agenda of one counselor: every appointment that is still to come."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from advice.models import PlannedTalk
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.audit.log import note
from loketten.ui.paging import page_of


@desk_view(Right.WRITE_TALKS)
def agenda(request: DeskRequest) -> HttpResponse:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = PlannedTalk.objects.planned().in_open_files().filter(at__gte=midnight)
    mine = ahead.filter(counselor=request.member).in_order()
    with_words = mine.select_related("file__client", "channel", "kind")
    page, remark = page_of(with_words, request.GET.get("page", "1"))
    note("client.listed", by=request.member.actor, shown={plan.file.client_id for plan in page})
    context = {
        "page": page,
        "remarks": [remark] if remark else [],
    }
    return render(request, "workplace/agenda.html", context)
