"""The living page of all parts and their states; only while the demo or DEBUG is on."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.public import stijl_samples as samples
from portal.public.pages import public_page
from portal.public.stijl_forms import sample_form, wrong_form


@public_page
def style_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in both densities and in the dark."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    context = {
        "form": sample_form("plain"),
        "wrong": wrong_form(),
        "tight": sample_form("tight"),
        "dark": sample_form("dark"),
        "steps": samples.steps(),
        "page": Paginator(range(120), 20).page(2),
        "hours": samples.hours(),
        "rail_items": samples.rail_items(),
        "tabs": samples.tabs(),
        "planks": samples.planks(),
        "certificate": samples.certificate(),
        "versions": samples.versions(),
        "tiles": samples.tiles(),
        "colours": samples.COLOURS,
    }
    return render(request, "public/stijl.html", context)
