"""What a request says: its query and its body, refused in words when they say nothing clear."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request

from portal.api.problems import TooLarge, Wrong, WrongFields, wrong_in

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
    known = set(form.fields)
    errors = [
        Wrong("query", name[:60], "unknown-name", _("We do not know this name."))
        for name in request.query_params
        if name not in known
    ]
    if not form.is_valid():
        errors += wrong_in("query", form.errors)
    if errors:
        raise WrongFields([one._replace(name=_storable(one.name)) for one in errors])
    return dict(form.validated_data)


def body_of(request: Request, kind: type[Values]) -> dict[str, Any]:
    """What was sent; here too a name that we do not know is refused."""
    said: Any = request.data
    form = kind(data=said)
    errors = list(_unknown_names(form, said))
    if not form.is_valid():
        errors += wrong_in("body", form.errors)
    if errors:
        raise WrongFields(errors)
    return dict(form.validated_data)


def _unknown_names(
    form: serializers.Serializer[Any], said: Mapping[str, Any], prefix: str = ""
) -> Iterator[Wrong]:
    """In the objects within as well, written with dots."""
    for name, value in said.items():
        field = form.fields.get(name)
        if field is None:
            whole = _storable(f"{prefix}{name[:60]}")
            yield Wrong("body", whole, "unknown-name", _("We do not know this name."))
        elif isinstance(field, serializers.Serializer) and isinstance(value, Mapping):
            yield from _unknown_names(field, value, f"{prefix}{name}.")


def _storable(name: str) -> str:
    """Half a character cannot be said back in UTF-8."""
    return name.encode("utf-8", "replace").decode()


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
