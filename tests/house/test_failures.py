"""A page that breaks leaves a trace, and in it nothing of anybody."""

import logging  # noqa: TID251  (Django writes to it)
import sys
from io import StringIO

import pytest
import structlog
from celery import Celery
from django.test import RequestFactory
from django.urls import resolve

import portal.celery  # noqa: F401  (it sets up the log of tasks)
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


def test_a_task_and_our_own_messages_tell_no_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = Celery("stray", set_as_current=False)

    @stray.task(name="test.breaks", shared=False)
    def breaks() -> None:
        raise ValueError("Failing row contains (Yonas Tesfay)")

    written = StringIO()
    tracing = logging.getLogger("celery.app.trace")
    (ours,) = (one for one in tracing.handlers if isinstance(one.formatter, PlacesOnly))
    monkeypatch.setattr(ours, "stream", written)
    breaks.apply()
    try:
        breaks()
    except ValueError:
        structlog.get_logger().exception("test.failed", desk=1)
    for told in (written.getvalue(), capsys.readouterr().out):
        assert "test.breaks" in told or "test.failed" in told
        assert "builtins.ValueError" in told
        assert "test_failures.py" in told
        assert "Yonas" not in told
