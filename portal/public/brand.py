"""The sheet with a desk's own colour, and its logo."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from loketten.accounts.access import public_view
from loketten.tenancy.models import Desk
from loketten.ui.brand import brand_of, fingerprint, style_sheet
from loketten.ui.templatetags.brand import logo_address, mark_of, style_address

A_YEAR = 365 * 24 * 3600


@public_view
@require_safe
def desk_style(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """Kept forever under its mark; an older mark leads to the newer sheet."""
    desk = get_object_or_404(Desk, slug=slug)
    brand = brand_of(desk.brand_colour)
    if mark != fingerprint(brand):
        return HttpResponseRedirect(style_address(desk), headers={"Cache-Control": "no-store"})
    response = HttpResponse(style_sheet(brand), content_type="text/css")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@public_view
@require_safe
def desk_logo(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """Drawn again by us when it was uploaded, so it is a PNG and nothing else."""
    desk = get_object_or_404(Desk, slug=slug, logo__isnull=False)
    if mark != mark_of(desk):
        return HttpResponseRedirect(logo_address(desk), headers={"Cache-Control": "no-store"})
    response = HttpResponse(bytes(desk.logo or b""), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
