"""Why somebody opens so many files."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from clients.lookups import file_or_404
from clients.views.showing import file_page
from clients.watch import explain, opened_lately
from loketten.accounts.access import DeskRequest, desk_view
from loketten.accounts.addresses import local_or
from loketten.accounts.forms.posted import posted
from loketten.accounts.rights import Right
from portal.workplace.forms import ReasonForm


@desk_view(Right.FIND_CLIENTS)
def reason(request: DeskRequest, number: str) -> HttpResponse:
    """Shows nothing of the file but its number, which stands in the address already."""
    file = file_or_404(number)
    form = ReasonForm(posted(request))
    wished = request.POST.get("next") or request.GET.get("next")
    if form.is_valid():
        because = form.cleaned_data["reason"]
        explain(file, by=request.member, reason=because, vouched=form.vouched)
        own = reverse(file_page(request.member), args=[request.desk.slug, number])
        return redirect(local_or(wished, own))
    context = {
        "form": form,
        "number": number,
        "next": local_or(wished),
        "opened": len(opened_lately(request.member.actor).opened),
    }
    return render(request, "workplace/reason.html", context)
