"""Counts the statements of a request, or shows them, for who asks in a header; bench only."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

COUNT, SHOW = "X-Bench-Count", "X-Bench-Show"
_COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE")


class CountQueriesMiddleware:
    """The very first, so that what other middleware asks is counted too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_shown = SHOW in request.headers
        if not is_shown and COUNT not in request.headers:
            return self.get_response(request)
        told: list[dict[str, Any]] = []
        with connection.execute_wrapper(_Teller(told)):
            response = self.get_response(request)
        if is_shown:
            return JsonResponse({"status": response.status_code, "statements": told})
        counts = Counter(verb for one in told if (verb := verb_of(one["sql"])))
        response[COUNT] = " ".join(f"{verb}={counts[verb]}" for verb in _COUNTED)
        return response


class _Teller:
    """Writes down each statement with its values, and whether it stood in a transaction."""

    def __init__(self, told: list[dict[str, Any]]) -> None:
        self._told = told

    def __call__(
        self, execute: Callable[..., Any], statement: str, params: Any, many: bool, context: Any
    ) -> Any:
        try:
            return execute(statement, params, many, context)
        finally:
            # What was prepared went to the server as a name.
            whole = context["cursor"].mogrify(statement, params).decode()
            self._told.append({"sql": whole, "in_block": connection.in_atomic_block})


def verb_of(statement: str) -> str:
    """What kind of work it is; empty for what only steers: transactions, and telling the desk."""
    text = statement.lstrip(" (\n")
    word = text.split(None, 1)[0].upper() if text else ""
    if word == "WITH":
        word = "SELECT"
    if word not in _COUNTED or "set_config(" in text[:40]:
        return ""
    return word
