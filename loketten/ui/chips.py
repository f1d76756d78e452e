"""Filters as links: one is chosen, the first needs no word in the address."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from django.utils.http import urlencode


class Chip(NamedTuple):
    """What the chip component takes."""

    label: str
    url: str
    state: str


def chips(
    parameter: str,
    words: Mapping[StrEnum, str],
    *,
    chosen: StrEnum,
    beside: Mapping[str, str] | None = None,
) -> list[Chip]:
    """In the order of `words`; each is a link to the same page with that filter, and with what
    else was chosen `beside` it."""
    first = next(iter(words))
    kept = {name: value for name, value in (beside or {}).items() if value}
    return [
        Chip(
            label,
            "?" + urlencode(kept if value == first else {parameter: value, **kept}),
            "current" if value == chosen else "plain",
        )
        for value, label in words.items()
    ]
