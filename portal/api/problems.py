"""Errors of the API in the form of RFC 9457, so that a program can read them."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ErrorDetail
from rest_framework.response import Response
from rest_framework.views import exception_handler

from portal.api.version import API_VERSION

CONTENT_TYPE = "application/problem+json"

_TITLES = {
    400: _("The question is not right"),
    403: _("You may not do this"),
    404: _("This does not exist"),
    405: _("This cannot be done here"),
    429: _("Too many questions"),
}


class BadQuestion(APIException):
    """The request cannot be understood; the detail says what to send instead."""

    status_code = 400


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answer in another form; None leaves an unexpected error to Django."""
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _problem(response.status_code, _detail(response.data))
    response.content_type = CONTENT_TYPE
    response["Cache-Control"] = "no-store"
    return response


def no_such_address(request: HttpRequest, rest: str = "") -> JsonResponse:
    """For every path under the API that is no address."""
    detail = force_str(_("There is nothing at this address. Check how it is written."))
    return JsonResponse(
        _problem(404, detail),
        status=404,
        content_type=CONTENT_TYPE,
        headers={"API-Version": API_VERSION, "Cache-Control": "no-store"},
    )


def _problem(status: int, detail: str) -> dict[str, Any]:
    return {"status": status, "title": force_str(_TITLES.get(status, detail)), "detail": detail}


def _detail(data: Any) -> str:
    """DRF wraps the sentence in a dictionary or a list."""
    if isinstance(data, ErrorDetail | str):
        return force_str(data)
    values = data.values() if isinstance(data, dict) else data
    return " ".join(_detail(value) for value in values)
