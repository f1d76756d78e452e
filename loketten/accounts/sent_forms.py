"""Forms that cannot be taken now: whoever filled one in sends it again, and types nothing anew."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string


def send_again(
    request: HttpRequest, status: int, *, reader: Any = None, sign_in_url: str = ""
) -> HttpResponse:
    """Everything that was sent, with a key that fits; our pages are not kept by her browser.

    `reader` is named when somebody signed in since; `sign_in_url` is for who must do that first.
    Made without the database, which may be what went wrong.
    """
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    context = {
        "sent": sent,
        "has_files": bool(request.FILES),
        "address": request.get_full_path(),
        "reader": reader,
        "sign_in_url": sign_in_url,
        "csrf_token": get_token(request),
    }
    response = HttpResponse(render_to_string("send_again.html", context), status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def is_from_own_page(request: HttpRequest) -> bool:
    """Only then what was sent comes back: another site cannot put words in somebody's mouth."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(origin)[:2] == (request.scheme, request.get_host())
    except ValueError:  # no address, whatever a broken program means by it
        return False
