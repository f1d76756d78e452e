"""Error pages. They know no user, desk or path, so that every 404 is the same, byte for byte."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from loketten.accounts.access import Door
from loketten.accounts.sent_forms import is_from_own_page, send_again


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or that came from another site. What somebody typed on our own
    pages comes back with a key that fits, because those pages are not kept by her browser."""
    if not (_may_come_back(request) and request.user.is_authenticated):
        return error_page("403_csrf.html", 403)
    return send_again(request, 403, reader=request.user)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is away, full, locked or too slow will be back: nobody has to type anew."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return error_page("500.html", 500)
    if request.method == "POST" and _may_come_back(request):
        response = send_again(request, 503)
    else:
        response = error_page("503.html", 503)
    response["Retry-After"] = "10"
    return response


def error_page(template: str, status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    """Made without the request, so without the database; never stored."""
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store, private"
    return response


def _may_come_back(request: HttpRequest) -> bool:
    """A form of a desk, of the nation or of the public. Passwords are typed elsewhere, and never
    come back."""
    match = request.resolver_match
    access = getattr(match.func, "access", None) if match else None
    if match is None or access is None or not is_from_own_page(request):
        return False
    return access.door in {Door.DESK, Door.NATIONAL} or match.app_name == "public"
