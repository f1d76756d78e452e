"""Whether a value is written as the document says, before anybody looks what it means.

DRF reads more than it promises: a number for a text, a day without hyphens, a moment without a
zone. Who relies on that finds out late, so here it is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from loketten.kit.errors import DomainError
from loketten.kit.text import clean_lines
from portal.api.problems import Wrong, storable

# Of an amount in euros; a schema cannot say "at least one" of a text otherwise.
AMOUNT = r"^[1-9][0-9]{0,4}(\.[0-9]{1,2})?$"
# Some sign that is left when spaces and control signs are gone, and none that nobody can keep.
SAYS_SOMETHING = r"^[^\u0000]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000]*$"
NO_NUL = r"^[^\u0000]*$"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SECONDS = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
_MOMENT = rf"{_DAY}[Tt]{_SECONDS}([Zz]|[+-][0-9]{{2}}:[0-9]{{2}})"
_ID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


class Shape(NamedTuple):
    """How a field is written in a query and as text in a body, and the sentence when it is not."""

    kind: type[serializers.Field[Any, Any, Any, Any]]
    pattern: str
    sentence: Any
    # In a body, where it is no text.
    of_json: type[Any] = str


SHAPES = (
    Shape(serializers.BooleanField, "true|false", _("Send true or false."), bool),
    Shape(serializers.IntegerField, "-?[0-9]{1,20}", _("Send a whole number."), int),
    Shape(serializers.DateTimeField, _MOMENT, _("Send a moment such as 2026-11-22T10:00:00Z.")),
    Shape(serializers.DateField, _DAY, _("Send a day such as 2026-11-22.")),
    Shape(serializers.DecimalField, AMOUNT[1:-1], _("Send an amount as text, such as 2180.00.")),
    Shape(serializers.UUIDField, _ID, _("Send the id that we gave it.")),
    Shape(serializers.EmailField, "[^@]+@[^@]+", _("Send an e-mail address.")),
    Shape(serializers.CharField, "", _("Send a text.")),
    Shape(serializers.ChoiceField, "", _("Send a text.")),
)


def misshapen_in_query(form: serializers.Serializer[Any], said: QueryDict) -> Iterator[Wrong]:
    """A list may come several times, anything else once."""
    for name, field in form.fields.items():
        values = said.getlist(name)
        if isinstance(field, serializers.ListField):
            field = field.child
        elif len(values) > 1:
            yield Wrong("query", name, "twice", str(_("Send this name once.")))
        for value in values:
            shape = _shape_of(field)
            if shape and (wrong := _wrong_text(field, value, shape)):
                yield Wrong("query", name, *wrong)
                break


def misshapen_in_body(
    form: serializers.Serializer[Any], said: Mapping[str, Any], prefix: str = ""
) -> Iterator[Wrong]:
    """What is no list or object where there should be one, DRF says by itself."""
    for name, value in said.items():
        whole = f"{prefix}{storable(name[:60])}"
        field = form.fields.get(name)
        if field is None:
            yield Wrong("body", whole, "unknown-name", str(_("We do not know this name.")))
        elif isinstance(field, serializers.Serializer):
            if isinstance(value, Mapping):
                yield from misshapen_in_body(field, value, f"{whole}.")
        elif isinstance(field, serializers.ListField):
            for place, one in enumerate(value if isinstance(value, list) else ()):
                if wrong := _wrong_json(field.child, one):
                    yield Wrong("body", f"{whole}.{place}", *wrong)
        elif value is not None and (wrong := _wrong_json(field, value)):
            yield Wrong("body", whole, *wrong)


def _wrong_json(field: Any, value: Any) -> tuple[str, str] | None:
    shape = _shape_of(field)
    if shape is None:
        return None
    # As JSON has it, 2.0 is a whole number.
    is_whole = isinstance(value, float) and value.is_integer()
    if type(value) is not shape.of_json and not (shape.of_json is int and is_whole):
        return "invalid", str(shape.sentence)
    return _wrong_text(field, value, shape) if isinstance(value, str) else None


def _wrong_text(field: Any, value: str, shape: Shape) -> tuple[str, str] | None:
    """The code and the sentence; none when it is right."""
    longest = getattr(field, "max_length", None)
    if longest is not None and len(value) > longest:
        return "max-length", str(field.error_messages["max_length"]).format(max_length=longest)
    try:
        is_empty = not clean_lines(value)
    except DomainError as error:
        return "unstorable-text", str(error.message)
    if is_empty and not getattr(field, "allow_blank", False):
        return "blank", str(_("Fill this in, or leave the name out."))
    if shape.pattern and not re.fullmatch(shape.pattern, value):
        return "invalid", str(shape.sentence)
    return None


def _shape_of(field: Any) -> Shape | None:
    return next((one for one in SHAPES if isinstance(field, one.kind)), None)
