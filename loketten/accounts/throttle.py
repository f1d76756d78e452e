"""Limits per address on the internet, for our own entrances and for forms of the public."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from loketten.accounts.limits import too_many
from loketten.tenancy.cache import shared_cache

log = structlog.get_logger()
AN_HOUR = 3600


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


def sender(request: HttpRequest) -> str:
    """The address on the internet, as proxies that we trust tell it."""
    return str(ratelimit.get_ip(request))


def seconds_to_wait(what: str, who: str, *, an_hour: int) -> int:
    """Counts one more; none while it is within the limit. `who` is kept as a hash. Without Redis
    nobody is refused: a form of the public then takes what comes, where signing in does not."""
    mark = salted_hmac("loketten.accounts.throttle", who, algorithm="sha256").hexdigest()[:32]
    key = f"limit:{what}:{mark}"
    try:
        is_over = shared_cache.count(key, seconds=AN_HOUR) > an_hour
    except RedisError as error:
        log.warning("accounts.limits_unreadable", error=type(error).__name__)
        return 0
    return shared_cache.seconds_left(key, seconds=AN_HOUR) if is_over else 0
