"""Errors of the API in the form of RFC 9457, so that a program can read them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from loketten.kit.errors import DomainError
from portal.api.language import speaking, tell_language
from portal.api.version import API_VERSION
from portal.public import errors as pages

CONTENT_TYPE = "application/problem+json"
API = "/api/"

TITLES = {
    400: _("The question is not right"),
    401: _("Who are you?"),
    403: _("You may not do this"),
    404: _("This does not exist"),
    405: _("This cannot be done here"),
    409: _("This does not go together with what is there"),
    410: _("This is not there any more"),
    413: _("This is too large"),
    415: _("We do not read this kind of text"),
    429: _("Too many questions"),
    500: _("Something broke on our side"),
    503: _("Not possible right now"),
}


class Wrong(NamedTuple):
    """One thing that is not right: in the body, the query or a header, under which name."""

    place: str
    name: str
    code: str
    detail: str


class NotAllowedHere(APIException):
    """The key is known and may not do this."""

    status_code = 403


class Unknown(APIException):
    """No key, or one that opens nothing."""

    status_code = 401


class Gone(APIException):
    """It was there, and its address stays taken."""

    status_code = 410
    default_detail = _("This place is not online any more.")


class TooLarge(APIException):
    status_code = 413
    default_detail = _("A body has at most one million bytes.")


class TooMany(APIException):
    """Over a limit; `wait` is in seconds."""

    status_code = 429
    default_detail = _("You asked too much in a short time. Wait a little, and ask less often.")

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


class WrongFields(APIException):
    """Several things at once, so that nobody mends them one by one: not as the document says."""

    status_code = 400
    default_detail = _("Some values are not right. They stand in errors, each with its name.")

    def __init__(self, errors: list[Wrong]) -> None:
        super().__init__()
        self.errors = errors


class NotThere(WrongFields):
    """A question written well, that names a code, a place, a period or a page that we lack."""

    status_code = 404


class DoesNotFit(WrongFields):
    """A body written well: what is at the desk, or a rule of the trade, says no to it."""

    status_code = 409


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer in another form; None leaves an unexpected error to Django."""
    if isinstance(error, DomainError):
        error = conflict_of(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = problem(response.status_code, _sentence(error, response.data))
    if wrong := _wrong_of(error):
        response.data["errors"] = [one_error(one) for one in wrong]
    response.content_type = CONTENT_TYPE
    response["Cache-Control"] = "no-store"
    if isinstance(error, TooMany):
        response["Retry-After"] = str(error.wait)
    if isinstance(error, Unknown):
        response["WWW-Authenticate"] = 'Bearer realm="desk"'
    return response


def conflict_of(error: DomainError) -> APIException:
    """A rule of the trade said no."""
    conflict = APIException(str(error))
    conflict.status_code = 409
    return conflict


def no_such_address(request: HttpRequest, rest: str = "") -> JsonResponse:
    """For every path under the API that is no address."""
    return _answer(request, 404, _("There is nothing at this address. Check how it is written."))


def not_done_here(request: HttpRequest, allowed: str) -> JsonResponse:
    response = _answer(request, 405, TITLES[405])
    response["Allow"] = allowed
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The project's handler400, for what is refused before an address is looked up."""
    if not request.path_info.startswith(API):
        return pages.bad_request(request, exception)
    detail = _("Send UTF-8, and leave out cookies and headers that you need not.")
    return _answer(request, 400, detail)


def server_error(request: HttpRequest) -> HttpResponse:
    """The project's handler500: whoever asked the API reads JSON, everybody else a page."""
    page = pages.server_error(request)
    if not request.path_info.startswith(API):
        return page
    detail = _("It is our fault, and it was written down. Try again later.")
    response = _answer(request, page.status_code, detail)
    if "Retry-After" in page:
        response["Retry-After"] = page["Retry-After"]
    return response


def problem(status: int, detail: Any) -> dict[str, Any]:
    return {
        "status": status,
        "title": force_str(TITLES.get(status, detail)),
        "detail": force_str(detail),
    }


def one_error(wrong: Wrong) -> dict[str, str]:
    return {
        "in": wrong.place,
        "name": wrong.name,
        "code": wrong.code,
        "detail": wrong.detail,
    }


def wrong_in(place: str, detail: Any, prefix: str = "") -> Iterator[Wrong]:
    """What a serializer of DRF found, as a list; a nested name is written with dots."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            is_about_all = name == "non_field_errors"
            yield from wrong_in(
                place, inner, prefix if is_about_all else f"{prefix}.{name}".strip(".")
            )
    elif isinstance(detail, list | tuple):
        for inner in detail:
            yield from wrong_in(place, inner, prefix)
    else:
        code = detail.code if isinstance(detail, ErrorDetail) else "invalid"
        yield Wrong(place, prefix, str(code).replace("_", "-"), force_str(detail))


def storable(name: str) -> str:
    """Half a character cannot be said back in UTF-8."""
    return name.encode("utf-8", "replace").decode()


def _answer(request: HttpRequest, status: int, detail: Any) -> JsonResponse:
    headers = {"API-Version": API_VERSION, "Cache-Control": "no-store"}
    with speaking(request):
        body = problem(status, detail)
    response = JsonResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers)
    tell_language(request, response)
    return response


def _wrong_of(error: Exception) -> list[Wrong]:
    if isinstance(error, WrongFields):
        return error.errors
    return list(wrong_in("body", error.detail)) if isinstance(error, ValidationError) else []


def _sentence(error: Exception, data: Any) -> Any:
    if isinstance(error, ValidationError):
        return WrongFields.default_detail
    if isinstance(error, Http404):
        return _("There is nothing here with this number or name.")
    if isinstance(error, PermissionDenied):
        return TITLES[403]
    return _detail(data)


def _detail(data: Any) -> str:
    """DRF wraps the sentence in a dictionary or a list."""
    if isinstance(data, ErrorDetail | str):
        return force_str(data)
    values = data.values() if isinstance(data, dict) else data
    return " ".join(_detail(value) for value in values)
