"""Keeps a page for a minute, so that the next visitor does not have to wait for it to be made."""

import zlib
from functools import wraps
from hashlib import sha256
from math import ceil
from time import time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

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
                kept = (content, response.status_code, dict(response.headers), time() + seconds)
                shared_cache.set(key, kept, seconds=seconds)
            return response
        content, status, headers, until = kept
        response = HttpResponse(zlib.decompress(content), status=status, headers=headers)
        # No browser keeps it for longer than we do.
        patch_cache_control(response, max_age=max(0, ceil(until - time())))
        return response

    return wrapped


def _key(request: HttpRequest) -> str:
    """The path says the language and the page; on another day its words are others."""
    path = sha256(request.path.encode()).hexdigest()
    return f"pages-until:{timezone.localdate():%Y%m%d}:{current_edition()}:{path}"
