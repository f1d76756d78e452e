"""Makes text from a form or a file fit to keep, without losing what somebody wrote."""

import re

from django.utils.translation import gettext_lazy as _

from loketten.kit.errors import DomainError

# Word and spreadsheets send these where a new line is meant.
_NEW_LINE = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
# All of Unicode's but tab and new line, those that turn round what stands behind them, and the two
# others that XML cannot hold. A pattern, because text may be a million signs long.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


class UnstorableText(DomainError):
    """NUL and half characters: PostgreSQL keeps neither."""

    message = _("This text has a sign that we cannot keep. Type the text again.")


def refuse_unstorable(text: str) -> None:
    """Raise `UnstorableText` for a NUL or a lone surrogate."""
    if _UNSTORABLE.search(text):
        raise UnstorableText


def clean_lines(text: str) -> str:
    """One kind of new line, no white space around, no control signs (a spreadsheet or a feed
    that holds one cannot be opened)."""
    refuse_unstorable(text)
    plain = _NEW_LINE.sub("\n", text)
    return _CONTROL.sub("", plain).strip()


def clean_line(text: str) -> str:
    """The same on one line, single spaces between words; letters of any script stay as they are."""
    return _SPACES.sub(" ", clean_lines(text)).strip()
