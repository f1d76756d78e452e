"""What somebody sees who tried too often, or while the counters cannot be read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from redis.exceptions import RedisError

log = structlog.get_logger()
RETRY_AFTER_SECONDS = 300


def too_many(request: HttpRequest) -> HttpResponse:
    """The project's handler429: wait a little, and what else can be done."""
    response = render(request, "accounts/too_many.html", status=429)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def fails_closed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The counters live in Redis: without them nobody signs in, and the page says so."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
        except RedisError as error:
            log.warning("accounts.limits_unreadable", error=type(error).__name__)
            response = render(request, "accounts/not_now.html", status=503)
            response["Retry-After"] = "60"
        return response

    return wrapper
