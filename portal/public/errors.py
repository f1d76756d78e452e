"""Error pages. They know no user, desk or path, so that every 404 is the same, byte for byte."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old, or that came from another site."""
    return error_page("403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return error_page("500.html", 500)


def error_page(template: str, status: int) -> HttpResponse:
    """For everybody the same; never stored."""
    response = HttpResponse(render_to_string(template), status=status)
    response["Cache-Control"] = "no-store, private"
    return response
