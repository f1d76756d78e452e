"""Who somebody is: the one page of a client that reception sees too."""

from django.http import HttpResponse

from clients.lookups import file_or_404
from clients.models import ClientFile
from clients.views.showing import show
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.rights import Right
from loketten.tenancy.forms import NOT_ASKED


@desk_view(Right.FIND_CLIENTS)
def card(request: DeskRequest, number: str) -> HttpResponse:
    """Contact, and the requests with their counselors; nothing of what was said."""
    file = file_or_404(number)
    files = ClientFile.objects.filter(client=file.client).current_first()
    context = {"files": files.select_related("owner__user"), "not_asked": NOT_ASKED}
    return show(request, file, "clients/card.html", context, part="client", page="clients:card")
