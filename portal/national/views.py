"""The desks and their regions; no desk is open here, so no client can be seen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loketten.accounts.access import national_view
from loketten.accounts.rights import Right
from loketten.tenancy.models import Desk
from portal.national.frame import frame


@national_view(Right.READ_NATIONAL_FIGURES)
def desks(request: HttpRequest) -> HttpResponse:
    """Every desk that is open today, with how to reach it."""
    today = timezone.localdate()
    found = Desk.objects.open_on(today).select_related("region").order_by("region__name")
    return render(request, "national/desks.html", {"desks": found, **frame(request)})
