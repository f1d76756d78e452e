"""Dutch postcodes as people type them."""

import re

_JOINTS = re.compile(r"[\s.,–—-]+")
_POSTCODE = re.compile(r"(?:nl)?([1-9][0-9]{3})(?:[a-z]{2})?", re.IGNORECASE)
_POSTCODE_AND_PLACE = re.compile(
    r"(?:nl[\s-]*)?([1-9][0-9]{3})(?:[\s-]*[a-z]{2})?[\s,]+[^\s0-9,][^0-9]+", re.IGNORECASE
)


def four_figures(text: str) -> int | None:
    """The figures of "3511 AB", "NL-3511ab", "3511" or "3511 AB Utrecht"; the letters are free."""
    bare = _POSTCODE.fullmatch(_JOINTS.sub("", text))
    match = bare or _POSTCODE_AND_PLACE.fullmatch(text.strip())
    return int(match[1]) if match else None
