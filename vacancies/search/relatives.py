"""Who does it and what is done: "bakken" and "bakker", "verzorgster" and "verzorgende"."""

_VOWELS = frozenset("aeiou")
_SHORTEST_STEM = 3
# Endings of who does something.
_WHO = (
    "er", "ers", "ster", "sters", "aar", "aars", "aarster", "ende", "eur", "eurs", "euse",
    "ist", "iste", "man",
)  # fmt: skip
# What comes off a word first, the longest of those that fit.
_ENDINGS = sorted({*_WHO, "en", "ing", "in"}, key=len, reverse=True)


def relatives(word: str) -> frozenset[str]:
    """Names that may exist for who does this; nothing for a word without such an ending."""
    return frozenset(one + who for one in _stems(word) for who in _WHO) - {word}


def verbs(word: str) -> frozenset[str]:
    """What is done by whom this word names."""
    return frozenset(f"{one}en" for one in _stems(word)) - {word}


def first_halves(text: str) -> tuple[str, ...]:
    """What the first half of a compound may be by itself: "inpak" is "inpakken"."""
    plain = spellings(text)
    return (*plain, *(f"{one}en" for one in plain))


def _stems(word: str) -> tuple[str, ...]:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            return spellings(stem)
    return ()


def spellings(stem: str) -> tuple[str, ...]:
    """As Dutch writes a stem before another ending: "schoonmaak" and "schoonmak", "kap" and
    "kapp", "bakk" and "bak"; as it stands first."""
    if len(stem) < _SHORTEST_STEM or stem[-1] in _VOWELS:
        return (stem,)
    before, last = stem[-2], stem[-1]
    if before == last:
        return (stem, stem[:-1])
    if before not in _VOWELS:
        return (stem,)
    if before == stem[-3]:
        return (stem, stem[:-2] + last)
    if stem[-3] in _VOWELS:
        return (stem,)
    return (stem, stem + last, stem[:-1] + before + last)
