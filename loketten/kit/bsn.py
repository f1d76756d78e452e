"""Finds citizen service numbers (BSN) in free text, because no law lets a desk keep them."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

LENGTH = 9
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_DIGITS = re.compile(r"\d+")
# One dot, or one space of any width, may stand between two groups of digits.
_RUN = re.compile(r"\d+(?:[. \u00a0\u2000-\u200a\u202f]\d+)*")
# "+31 6…", "(+32) …" and "0031 6…" are phone numbers.
_ABROAD = re.compile(r"(?:\+\d{0,3}|(?<!\d)0031)[ .()\u00a0-]{0,3}\Z")


class LooksLikeBsn(DomainError):
    """Names the fields, never what stands in them."""

    message = _(
        "This looks like a citizen service number. We may not keep it. "
        "Remove it, or say that it is something else."
    )

    def __init__(self, fields: Collection[str]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = frozenset(fields)


def has_bsn(text: str) -> bool:
    """Whether nine digits stand alone in the text and pass the eleven-test."""
    return any(True for _bsn in find_bsns(text))


def find_bsns(text: str) -> Iterator[str]:
    """The digits of each number that could be a BSN, also when written 123.456.782."""
    visible = _visible(text)
    for start, end in _places_of_bsns(visible):
        yield _digits_in(visible[start:end])


def without_bsns(text: str) -> str:
    """The same text with three dots for each number that could be a BSN."""
    visible, kept, after = _visible(text), "", 0
    for start, end in _places_of_bsns(visible):
        if start >= after:
            kept += visible[after:start] + "…"
            after = end
    return kept + visible[after:] if after else text


def _places_of_bsns(visible: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(visible):
        groups = [group.span() for group in _DIGITS.finditer(visible, run.start(), run.end())]
        for first in range(len(groups)):
            start, end = _span_of_nine(groups, first)
            is_alone = bool(end) and _stands_alone(visible, start, end)
            if is_alone and passes_eleven_test(_digits_in(visible[start:end])):
                yield start, end


def _visible(text: str) -> str:
    return text if text.isascii() else _without_invisible_signs(text)


def _digits_in(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def passes_eleven_test(digits: str) -> bool:
    """The check of the BSN itself; nine zeros pass the sum and are nobody's number."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def refuse_bsn(texts: Mapping[str, str], *, vouched: Collection[str]) -> list[str]:
    """Raise `LooksLikeBsn` unless the writer vouched for the field; returns the fields that
    pass only for that reason, for the access log."""
    found = [field for field, text in texts.items() if has_bsn(text)]
    refused = [field for field in found if field not in vouched]
    if refused:
        raise LooksLikeBsn(refused)
    return found


def _without_invisible_signs(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _span_of_nine(groups: list[tuple[int, int]], first: int) -> tuple[int, int]:
    """From where to where nine digits stand that begin and end with a group; else to 0."""
    count = 0
    for start, end in groups[first : first + LENGTH]:
        count += end - start
        if count >= LENGTH:
            return groups[first][0], end if count == LENGTH else 0
    return groups[first][0], 0


def _stands_alone(text: str, start: int, end: int) -> bool:
    """No letter against it, and not the rest of a phone number."""
    touches = text[max(0, start - 1) : start] + text[end : end + 1]
    if any(sign.isalpha() for sign in touches):
        return False
    return _ABROAD.search(text[max(0, start - 8) : start]) is None
