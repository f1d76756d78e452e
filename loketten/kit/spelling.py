"""One spelling for a name, however somebody types it."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and an accent.
_WHOLE_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
# Letters of every script stay: an Arabic name is found by typing Arabic.
_NOT_A_LETTER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation: "'s-Hertogenbosch" becomes "s hertogenbosch"."""
    # Before lowering too: taking "𝖠" apart gives a capital.
    plain = unicodedata.normalize("NFKD", text).casefold()
    wide = unicodedata.normalize("NFKD", plain).translate(_WHOLE_LETTERS)
    bare = "".join(sign for sign in wide if not unicodedata.combining(sign))
    return _NOT_A_LETTER.sub(" ", bare).strip()


def typing_errors(one: str, other: str) -> int:
    """Letters missed, added, replaced, or swapped with the next, between two spellings."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        older, before, row = before, row, [place]
        for column, counterpart in enumerate(other, start=1):
            cost = min(
                row[column - 1] + 1,
                before[column] + 1,
                before[column - 1] + (letter != counterpart),
            )
            is_swap = (
                place > 1
                and column > 1
                and letter == other[column - 2]
                and counterpart == one[place - 2]
            )
            row.append(min(cost, older[column - 2] + 1) if is_swap else cost)
    return row[-1]
