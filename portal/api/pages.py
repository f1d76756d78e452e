"""The page for who builds against the API: its rules, and every operation of the document."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

from portal.api.base import AN_HOUR_FROM_ONE_ADDRESS
from portal.api.document import document
from portal.api.models import REMEMBERED
from portal.api.reading import MOST_ITEMS
from portal.api.version import API_VERSION
from portal.public.pages import public_page
from portal.reporting.words import grouped

# What the document says in English stands in our catalogue too.
in_words_of_reader = gettext

PARTS = {
    "regions": gettext_lazy("Regions"),
    "desks": gettext_lazy("Desks"),
    "vacancies": gettext_lazy("Learn-work places"),
    "figures": gettext_lazy("Figures"),
    "lists": gettext_lazy("Lists"),
    "desk": gettext_lazy("With a key of a desk"),
}


@dataclass(frozen=True)
class Line:
    """One operation as the page names it."""

    verb: str
    address: str
    summary: str
    scope: str


@dataclass(frozen=True)
class Part:
    """The operations of one kind, with a line to copy."""

    key: str
    title: Any
    lines: list[Line]
    call: str


@public_page
def developers(request: HttpRequest) -> HttpResponse:
    """No query: everything on it stands in the code."""
    origin = f"{settings.SITE_URL}/api/v1"
    context = {
        "parts": list(_parts(origin)),
        "origin": origin,
        "version": API_VERSION,
        "most_items": MOST_ITEMS,
        "remembered_days": REMEMBERED.days,
        "an_hour": grouped(AN_HOUR_FROM_ONE_ADDRESS),
    }
    return render(request, "api/developers.html", context)


def _parts(origin: str) -> Iterator[Part]:
    paths = json.loads(document()[0])["paths"]
    for key, title in PARTS.items():
        lines = [
            Line(verb.upper(), path, in_words_of_reader(said["summary"]), said.get("x-scope", ""))
            for path, item in paths.items()
            for verb, said in item.items()
            if key in said["tags"]
        ]
        if lines:
            yield Part(key, title, lines, _call(origin, key))


def _call(origin: str, key: str) -> str:
    """One that works, for each part; a key is never in an address."""
    asked = {
        "regions": "/regions/AM05",
        "desks": "/desk-finder?q=7511",
        "vacancies": "/vacancies?q=timmerman&bij=Hengelo&facets=true",
        "figures": "/figures",
        "lists": "/codes?list=channel",
        "desk": "/desk/clients",
    }[key]
    header = '-H "Authorization: Bearer llk_…" ' if key == "desk" else ""
    return f'curl {header}"{origin}{asked}"'
