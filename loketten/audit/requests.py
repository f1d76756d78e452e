"""Gives each request a number that its log rows carry."""

import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from loketten.audit.log import request_id

_ACCEPTED = re.compile(r"[0-9a-f]{16,32}\Z")


class RequestIdMiddleware:
    """Takes over the proxy's X-Request-ID when it is hexadecimal, else makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if _ACCEPTED.match(given) else secrets.token_hex(16))
        try:
            return self.get_response(request)
        finally:
            request_id.reset(token)
