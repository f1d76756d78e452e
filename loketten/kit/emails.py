"""E-mail addresses as we keep them."""

import unicodedata


def plain_email(email: str) -> str:
    """One spelling of an address: look-alike letters and capitals do not make a second account."""
    return unicodedata.normalize("NFKC", email).strip().casefold()
