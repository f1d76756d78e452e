"""Where the national team starts; no desk is open here, so no client can be seen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loketten.accounts.access import national_view
from loketten.accounts.rights import Right
from loketten.tenancy.models import Desk
from portal.national.frame import frame


@national_view(Right.READ_NATIONAL_FIGURES)
def start(request: HttpRequest) -> HttpResponse:
    """The desks and their regions; figures follow when they can be counted rightly."""
    today = timezone.localdate()
    desks = Desk.objects.open_on(today).select_related("region").order_by("region__name")
    return render(request, "national/start.html", {"desks": desks, **frame(request)})
