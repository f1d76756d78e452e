"""In which language the API speaks: as `Accept-Language` asks, Dutch without it."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

HEADER = "Accept-Language"


def language_of(request: HttpRequest) -> str:
    """The first that we have, in the order of the header; a dialect counts as its language."""
    known = dict(settings.LANGUAGES)
    asked = parse_accept_lang_header(request.headers.get(HEADER, "").lower())
    spoken = (name.partition("-")[0] for name, weight in asked if weight > 0)
    return next((name for name in spoken if name in known), settings.LANGUAGE_CODE)


def speaking(request: HttpRequest) -> AbstractContextManager[None]:
    return translation.override(language_of(request))


def tell_language(request: HttpRequest, response: HttpResponse) -> None:
    """A proxy keeps an answer for each language; what is always in one has said so itself."""
    response.headers.setdefault("Content-Language", language_of(request))
    patch_vary_headers(response, [HEADER])
