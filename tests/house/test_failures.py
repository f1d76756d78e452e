"""A page that breaks leaves a trace, and in it nothing of anybody."""

import logging  # noqa: TID251  (Django writes to it)
import sys

from django.test import RequestFactory
from django.urls import resolve

from portal.failures import PlacesOnly


def test_the_log_tells_where_and_never_with_what() -> None:
    request = RequestFactory().get("/aanvraag/GEHEIM")
    request.resolver_match = resolve("/loketten")
    try:
        try:
            int("Yonas Tesfay")
        except ValueError as error:
            raise KeyError("nora@example.nl") from error
    except KeyError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "Internal Server Error: %s",
            (request.path,), sys.exc_info(),
        )  # fmt: skip
    record.request = request
    told = PlacesOnly().format(record)
    assert "public:desks" in told
    assert "builtins.KeyError" in told
    assert "builtins.ValueError" in told
    assert "test_failures.py" in told
    assert not any(word in told for word in ("GEHEIM", "Yonas", "nora"))
