"""Filters as links: one is chosen, the first needs no word in the address."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Chip(NamedTuple):
    """What the chip component takes."""

    label: str
    url: str
    state: str


def chips(parameter: str, words: Mapping[StrEnum, str], *, chosen: StrEnum) -> list[Chip]:
    """In the order of `words`; each is a link to the same page with that filter."""
    first = next(iter(words))
    return [
        Chip(
            label,
            "?" if value == first else f"?{parameter}={value}",
            "current" if value == chosen else "plain",
        )
        for value, label in words.items()
    ]
