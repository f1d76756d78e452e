"""Renders a piece of template as a page would."""

from typing import Any

from django.template import Context, Template
from django.test import RequestFactory

LIBRARIES = "{% load brand dates figures forms site ui workplace %}"


def rendered(source: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return Template(LIBRARIES + source).render(Context({"request": request, **context})).strip()
