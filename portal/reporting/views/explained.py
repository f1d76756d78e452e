"""How every figure is counted, and why some are not shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loketten.accounts.access import national_view
from loketten.accounts.rights import Right
from portal.national.frame import frame
from portal.reporting import definitions
from portal.reporting.models import Recount, RecountDifference


@national_view(Right.READ_NATIONAL_FIGURES)
def explained(request: HttpRequest) -> HttpResponse:
    context = definitions.explanation()
    return render(request, "reporting/explained.html", {**context, **frame(request)})


@national_view(Right.MANAGE_DESKS)
def recount(request: HttpRequest) -> HttpResponse:
    """Where the last recount found something else than was stored; never what."""
    differences = RecountDifference.objects.select_related("region")
    context = {
        "differences": differences,
        "recounted": Recount.objects.first(),
        **frame(request),
    }
    return render(request, "reporting/recount.html", context)
