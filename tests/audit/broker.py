"""Which Redis our own process wakes the worker through."""

import pytest

from portal.celery import app


def use_broker(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Celery keeps its connections; without those it asks its settings again."""
    monkeypatch.setitem(app.conf, "broker_url", url)
    monkeypatch.setitem(app.conf, "broker_write_url", url)
    monkeypatch.setattr(app, "_pool", None)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
