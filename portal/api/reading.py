"""What a request says: its query and its body, refused in words when they say nothing clear."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from portal.api.problems import TooLarge, Wrong, WrongFields, storable, wrong_in
from portal.api.shapes import misshapen_in_body, misshapen_in_query

LARGEST_BODY = 1_000_000
MOST_ITEMS = 100
USUAL_ITEMS = 20
Values = TypeVar("Values", bound=serializers.Serializer[Any])


class StrictJson(BaseParser):
    """JSON that says one thing: no name twice in an object, no number that is none."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, context: Mapping[str, Any] | None = None
    ) -> Any:
        body = stream.read(LARGEST_BODY + 1)
        if len(body) > LARGEST_BODY:
            raise TooLarge
        try:
            read = json.loads(
                body.decode(), object_pairs_hook=_once_each, parse_constant=_no_number
            )
        except (ValueError, RecursionError):
            raise ParseError(_("The body is no JSON that we can read.")) from None
        if not isinstance(read, dict):
            raise ParseError(_("The body must be a JSON object."))
        return read


class Paged(serializers.Serializer[Any]):
    """The part of a list that somebody asks for."""

    page = serializers.IntegerField(
        min_value=1, max_value=10_000, default=1, help_text="Which page, from 1."
    )
    pageSize = serializers.IntegerField(
        min_value=1,
        max_value=MOST_ITEMS,
        default=USUAL_ITEMS,
        help_text=f"How many items a page has, at most {MOST_ITEMS}.",
    )


class NoQuery(serializers.Serializer[Any]):
    """An address that reads nothing behind its question mark."""


def query_of(request: Request, kind: type[Values]) -> dict[str, Any]:
    """What was asked; a name that we do not know is refused, so that a typing error shows."""
    form = kind(data=request.query_params)
    errors = [
        Wrong("query", storable(name[:60]), "unknown-name", _("We do not know this name."))
        for name in request.query_params
        if name not in form.fields
    ]
    errors += misshapen_in_query(form, request.query_params)
    return _read(form, "query", errors)


def body_of(request: Request, kind: type[Values]) -> dict[str, Any]:
    """What was sent; here too a name that we do not know is refused."""
    said: Any = request.data
    if not said and "Transfer-Encoding" in request.headers:
        # A server that does not know how long it is reads nothing of it.
        raise ParseError(_("Send the body at once, with a Content-Length."))
    form = kind(data=said)
    return _read(form, "body", list(misshapen_in_body(form, said)))


def _read(form: serializers.Serializer[Any], place: str, errors: list[Wrong]) -> dict[str, Any]:
    """One thing to say of each name, and the first says most."""
    if not form.is_valid():
        told = {one.name for one in errors}
        errors += [one for one in wrong_in(place, form.errors) if one.name not in told]
    if errors:
        raise WrongFields(errors)
    return dict(form.validated_data)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
