"""One spelling for a phone number, so that the same number is recognised twice."""

import re

from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

_ALLOWED = re.compile(r"\+?[\d\s().\-/]{1,30}", re.ASCII)
_DUTCH_PREFIX = re.compile(r"(?:\+31|0031)0?")
# Area codes of three digits; the others have four.
_SHORT_AREA = re.compile(r"0(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d)")


class NotAPhone(DomainError):
    """The text holds something else, or too few or too many digits."""

    message = _("This is not a phone number. Write it like 06 000 000 41.")


def plain_phone(text: str) -> str:
    """Digits only: 0 for a Dutch number, + and the country for one from abroad."""
    text = text.strip().replace("(0)", "")
    if not _ALLOWED.fullmatch(text):
        raise NotAPhone
    digits = "".join(sign for sign in text if sign.isdigit() or sign == "+")
    if not digits.startswith(("+", "00")):
        return _checked(digits, dutch=True)
    if _DUTCH_PREFIX.match(digits):
        return _checked(_DUTCH_PREFIX.sub("0", digits, count=1), dutch=True)
    return _checked("+" + digits.removeprefix("00").removeprefix("+"), dutch=False)


def spaced_phone(phone: str) -> str:
    """As people read it aloud: 06 000 000 41, 053 000 00 12; one from abroad as it is kept."""
    if len(phone) != 10 or not phone.startswith("0"):
        return phone
    if phone.startswith("06"):
        return f"{phone[:2]} {phone[2:5]} {phone[5:8]} {phone[8:]}"
    if _SHORT_AREA.match(phone):
        return f"{phone[:3]} {phone[3:6]} {phone[6:8]} {phone[8:]}"
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}"


def _checked(phone: str, *, dutch: bool) -> str:
    count = len(phone.lstrip("+"))
    if dutch and not (phone.startswith("0") and count == 10):
        raise NotAPhone
    if not dutch and not 7 <= count <= 15:
        raise NotAPhone
    return phone
