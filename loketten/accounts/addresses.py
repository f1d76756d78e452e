"""Addresses that may be followed, and addresses that go into a mail."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import override

LONGEST = 1500


def is_local(url: str) -> bool:
    """Whether this is a path of ours, and not another site that is written like one."""
    if not url.startswith("/") or len(url) > LONGEST:
        return False
    return url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def local_or(url: str | None, otherwise: str = "") -> str:
    """The path when it is ours, else something safe."""
    return url if url and is_local(url) else otherwise


def absolute(name: str, *, language: str, kwargs: dict[str, Any] | None = None) -> str:
    """For a mail: from the configured origin, never from the Host header of a request."""
    with override(language):
        return str(settings.SITE_URL).rstrip("/") + reverse(name, kwargs=kwargs)


def mail_domain() -> str:
    """What stands behind the @ in a Message-ID."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
