"""Keeps a page for a minute, so that the next visitor does not have to wait for it to be made."""

import zlib
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from loketten.accounts.access import View
from loketten.tenancy.cache import shared_cache
from vacancies.edition import current_edition

_WORTH_KEEPING = {200, 410}
_QUICKLY = 1


def kept_page(view: View) -> View:
    """Only addresses without a question: of those there are as many as we have pages, while
    anybody can think up questions until the cache is full."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seconds = settings.PAGES_KEPT_SECONDS
        if not seconds or request.META.get("QUERY_STRING"):
            return view(request, *args, **kwargs)
        key = _key(request)
        kept = shared_cache.get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if response.status_code in _WORTH_KEEPING:
                content = zlib.compress(response.content, _QUICKLY)
                kept = (content, response.status_code, dict(response.headers))
                shared_cache.set(key, kept, seconds=seconds)
            return response
        content, status, headers = kept
        return HttpResponse(zlib.decompress(content), status=status, headers=headers)

    return wrapped


def _key(request: HttpRequest) -> str:
    """The path says the language and the page; on another day its words are others."""
    path = sha256(request.path.encode()).hexdigest()
    return f"pages:{timezone.localdate():%Y%m%d}:{current_edition()}:{path}"
