"""Renders a piece of template as a page would."""

import re
from typing import Any

from django.template import Context, Template
from django.test import RequestFactory

LIBRARIES = "{% load brand dates figures forms site ui workplace %}"


def rendered(source: str, path: str = "/", **context: Any) -> str:
    request = RequestFactory().get(path)
    shown = Template(LIBRARIES + source).render(Context({"request": request, **context}))
    return _close(shown).strip()


def _close(shown: str) -> str:
    """How the source is broken into lines does not matter, nor space at the edge of a tag."""
    one_line = re.sub(r"\s+", " ", shown)
    return re.sub(r"(?<=>) | (?=<|>)", "", one_line)
