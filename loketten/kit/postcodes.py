"""Dutch postcodes as people type them."""

import re

from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

_JOINTS = re.compile(r"[\s.,–—-]+")
_POSTCODE = re.compile(r"(?:nl)?([1-9][0-9]{3})(?:[a-z]{2})?", re.IGNORECASE)
_POSTCODE_AND_PLACE = re.compile(
    r"(?:nl[\s-]*)?([1-9][0-9]{3})(?:[\s-]*[a-z]{2})?[\s,]+[^\s0-9,][^0-9]+", re.IGNORECASE
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
    """The figures of "3511 AB", "NL-3511ab", "3511" or "3511 AB Utrecht"; the letters are free."""
    bare = _POSTCODE.fullmatch(_JOINTS.sub("", text))
    match = bare or _POSTCODE_AND_PLACE.fullmatch(text.strip())
    return int(match[1]) if match else None
