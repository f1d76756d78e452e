"""Reads an amount of euros however people write it: "€ 2.180", "2180,50", "2,180.50"."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

_MARKS = re.compile(r"[€\s]|,-$|,–$")
# Dots or commas between groups of three, and at most two figures behind the last mark.
_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?", re.ASCII)
MOST = Decimal("99999.99")


class NotAnAmount(DomainError):
    """The text holds something else, nothing, or more than anybody earns."""

    message = _("This is not an amount. Write it like 2180 or 14,50.")


def parse_euros(text: str) -> Decimal:
    """More than nothing, to the cent; else `NotAnAmount`."""
    found = _AMOUNT.fullmatch(_MARKS.sub("", text))
    if found is None:
        raise NotAnAmount
    whole = found[1].replace(".", "").replace(",", "")
    amount = Decimal(f"{whole}.{found[2] or '0'}")
    if not 0 < amount <= MOST:
        raise NotAnAmount
    return amount


def typed_euros(amount: Decimal | None) -> str:
    """As somebody types it: 2180, or 14,50."""
    if amount is None:
        return ""
    plain = f"{amount:.2f}".removesuffix(".00")
    return plain.replace(".", ",")
