"""Dutch postcodes as people type them."""

import re

from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

_JOINTS = re.compile(r"[\s.,:–—-]+")
# One letter is a postcode that somebody has not finished.
_POSTCODE = re.compile(r"(?:nl|pc|postcode)?([1-9][0-9]{3})(?:[a-z]{1,2})?", re.IGNORECASE)
_POSTCODE_AND_PLACE = re.compile(
    r"(?:nl[\s-]*)?([1-9][0-9]{3})(?:[\s-]*[a-z]{2})?[\s,]+[^\s0-9,][^0-9]+", re.IGNORECASE
)
# In this order only with its letters: a street has figures too.
_PLACE_AND_POSTCODE = re.compile(
    r"[^\W\d_]{3}[^0-9]*[\s,]([1-9][0-9]{3})[\s-]*[a-z]{2}", re.IGNORECASE
)
_WITH_LETTERS = re.compile(r"([1-9][0-9]{3})([A-Z]{2})", re.ASCII)


class NotAPostcode(DomainError):
    """The text holds something else, or the letters are missing."""

    message = _("Enter a postcode such as 7511 AB.")


def full_postcode(text: str) -> str:
    """7511 AB, however it was typed."""
    match = _WITH_LETTERS.fullmatch("".join(text.upper().split()))
    if match is None:
        raise NotAPostcode
    return f"{match[1]} {match[2]}"


def four_figures(text: str) -> int | None:
    """The figures of "3511 AB", "NL-3511ab", "3511", "3511 AB Utrecht" or "Utrecht 3511 AB"; the
    letters are free."""
    bare, text = _POSTCODE.fullmatch(_JOINTS.sub("", text)), text.strip()
    match = bare or _POSTCODE_AND_PLACE.fullmatch(text) or _PLACE_AND_POSTCODE.fullmatch(text)
    return int(match[1]) if match else None
