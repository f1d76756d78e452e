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
_JOINT = re.compile(r"[. \u00a0\u2000-\u200a\u202f]\Z")
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
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    groups = list(_DIGITS.finditer(visible))
    for first in range(len(groups)):
        digits = _nine_from(visible, groups, first)
        if digits and passes_eleven_test(digits) and not _is_phone(visible, groups[first].start()):
            yield digits


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


def _nine_from(text: str, groups: list[re.Match[str]], first: int) -> str:
    """Nine digits that begin with this group and end with a group, or nothing."""
    start = groups[first].start()
    if start and text[start - 1].isalpha():
        return ""
    digits = ""
    for place in range(first, len(groups)):
        group = groups[place]
        if place > first and not _JOINT.match(text[groups[place - 1].end() : group.start()]):
            return ""
        digits += "".join(str(int(digit)) for digit in group.group()[: LENGTH + 1])
        if len(digits) >= LENGTH:
            ends_alone = not text[group.end() : group.end() + 1].isalpha()
            return digits if len(digits) == LENGTH and ends_alone else ""
    return ""


def _is_phone(text: str, start: int) -> bool:
    return _ABROAD.search(text[max(0, start - 8) : start]) is not None
