"""A limit per address on the internet, for our own entrances."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

from loketten.accounts.limits import too_many


def throttled(
    action: str, rate: str
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """`rate` as in allauth's settings, such as "30/m"; looking counts as well as sending."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            limits = {action: f"{rate}/ip"}
            usage = ratelimit.consume(
                request, app="loketten.accounts", action=action, config=limits, limit_get=True
            )
            return view(request, **kwargs) if usage else too_many(request)

        return wrapper

    return decorate
