"""One spelling for a name, however somebody types it."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe"})
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation: "'s-Hertogenbosch" becomes "s hertogenbosch"."""
    wide = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE_LETTERS)
    bare = "".join(sign for sign in wide if not unicodedata.combining(sign))
    return _NOT_A_LETTER.sub(" ", bare).strip()
