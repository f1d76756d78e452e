"""A desk that is paused or closed: its people read, and what they send is handed back."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from loketten.tenancy.models import Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_TYPED = {"csrfmiddlewaretoken", "key", "version", "seen"}
SHORTEST_TEXT = 12


def is_at_rest(desk: Desk) -> bool:
    return desk.is_at_rest_on(timezone.localdate())


def at_rest(request: HttpRequest) -> HttpResponse:
    """Says so, and shows the texts that were sent, to copy them: nothing was saved."""
    context = {"texts": list(_texts(request))}
    return render(request, "accounts/at_rest.html", context, status=HTTPStatus.CONFLICT)


def _texts(request: HttpRequest) -> "Iterator[str]":
    for name, values in request.POST.lists():
        if name not in NOT_TYPED and not name.startswith("initial-"):
            yield from (value for value in values if len(value) >= SHORTEST_TEXT)
