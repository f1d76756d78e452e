"""Where a name stands in a Dutch list: "de Wit" under the W."""

from loketten.kit.spelling import fold

_PARTICLES = frozenset(
    [
        "aan",
        "bij",
        "de",
        "den",
        "der",
        "het",
        "in",
        "op",
        "s",
        "t",
        "te",
        "ten",
        "ter",
        "uit",
        "van",
    ]
)


def sorting_name(*, first: str, last: str) -> str:
    """Folded, last name first, without the small words before it."""
    words = fold(last).split()
    while len(words) > 1 and words[0] in _PARTICLES:
        words.pop(0)
    return " ".join([*words, fold(first)]).strip()
