"""Error pages. They know no user, desk or path, so that every 404 is the same, byte for byte."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from loketten.accounts.access import Door


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or that came from another site. What somebody typed on our own
    pages comes back with a key that fits, because those pages are not kept by her browser."""
    if not _is_ours(request):
        return error_page("403_csrf.html", 403)
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    context = {"sent": sent, "has_files": bool(request.FILES)}
    return error_page("send_again.html", 403, context=context, request=request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page("500.html", 500)


def error_page(
    template: str,
    status: int,
    *,
    context: dict[str, Any] | None = None,
    request: HttpRequest | None = None,
) -> HttpResponse:
    """Without a request it is the same for everybody; never stored."""
    response = HttpResponse(render_to_string(template, context, request), status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _is_ours(request: HttpRequest) -> bool:
    """Whether a colleague who is signed in sent a form of a desk from a page of ours. Passwords
    are typed elsewhere, and never come back."""
    match = request.resolver_match
    access = getattr(match.func, "access", None) if match else None
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    is_same_origin = urlsplit(origin)[:2] == (request.scheme, request.get_host())
    is_of_a_desk = access is not None and access.door is Door.DESK
    return is_same_origin and is_of_a_desk and request.user.is_authenticated
