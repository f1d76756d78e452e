"""Gives each request a number that its log rows carry, and says which took long."""

import re
import secrets
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from loketten.kit.tracing import request_id

_ACCEPTED = re.compile(r"[0-9a-f]{16,32}\Z")

log = structlog.get_logger()


class RequestIdMiddleware:
    """Takes over the proxy's X-Request-ID when it is hexadecimal, else makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if _ACCEPTED.match(given) else secrets.token_hex(16))
        began = time.monotonic()
        try:
            response = self.get_response(request)
            took = round((time.monotonic() - began) * 1000)
            if took >= settings.SLOW_REQUEST_MS:
                _tell(request, response, took)
            return response
        finally:
            request_id.reset(token)


def _tell(request: HttpRequest, response: HttpResponse, took: int) -> None:
    """The name of the page and never its address, which may be a secret link."""
    match = request.resolver_match
    desk = getattr(request, "desk", None)
    log.warning(
        "request.slow",
        page=match.view_name if match else "",
        method=request.method,
        status=response.status_code,
        ms=took,
        **({"desk": desk.pk} if desk else {}),
    )
