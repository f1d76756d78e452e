"""Requests that no browser sends, refused before anything reads them."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

from loketten.accounts.slugs import renamed
from loketten.kit.errors import DomainError
from loketten.kit.text import refuse_unstorable
from portal.public.errors import error_page

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class RefusalsMiddleware:
    """Another encoding than UTF-8 can smuggle in half characters, or is none at all and breaks
    whatever reads the form; a body that is no form would be taken for a form without answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not (_is_utf8(request) and _has_plain_session(request)):
            # Through handler400, because the API says it in its own form.
            raise BadRequest
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return _in_words(response)
        if response.status_code == HTTPStatus.NOT_FOUND:
            # Only now: a page that is there costs no look into the names of before.
            return renamed(request, "slug") or response
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        # What needs no CSRF token is the API, which takes no forms and has answers of its own.
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None
        is_form = request.content_type in FORMS
        return None if is_form else error_page("400.html", HTTPStatus.BAD_REQUEST)


def _is_utf8(request: HttpRequest) -> bool:
    # None: nothing was said, or a name that nobody knows, which Django passes over.
    return request.encoding is None or request.encoding.lower() in {"utf-8", "utf8"}


def _has_plain_session(request: HttpRequest) -> bool:
    """A quoted cookie can hold a NUL, with which the database cannot look for a session."""
    try:
        refuse_unstorable(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    except DomainError:
        return False
    return True


def _in_words(refusal: HttpResponse) -> HttpResponse:
    page = error_page("405.html", HTTPStatus.METHOD_NOT_ALLOWED)
    page["Allow"] = refusal["Allow"]
    return page
