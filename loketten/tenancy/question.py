"""What somebody typed to find her desk, taken apart."""

import re
import unicodedata
from dataclasses import dataclass

from loketten.kit.postcodes import four_figures
from loketten.kit.spelling import fold

LONGEST = 100

_PROVINCE_WORDS = {"provincie", "prov", "province"}
_REGION_WORDS = {"regio", "arbeidsmarktregio", "region", "leerwerkloket", "werkcentrum", "loket"}
_MUNICIPALITY_WORDS = {"gemeente", "gem", "municipality"}
_TOWN_WORDS = {"stad", "city", "dorp", "plaats", "nederland"}
_KIND_WORDS = _PROVINCE_WORDS | _REGION_WORDS | _MUNICIPALITY_WORDS | _TOWN_WORDS
_KIND_IN_FRONT = re.compile(rf"(?:de |het )?({'|'.join(sorted(_KIND_WORDS))})(?: van| of)? (?=\w)")
_CODE = re.compile(r"(GM[0-9]{4}|AM[0-9]{2})", re.IGNORECASE)
_ON_THE = re.compile(r"\ba\s?[/.]?\s?d\b\.?", re.IGNORECASE)
_ARTICLES = ("de", "den", "het", "t", "s", "it")
_MOST_WORDS = 8


@dataclass(frozen=True)
class Spelling:
    """A folded name to look for, and what should tell it apart from its namesakes."""

    key: str
    qualifiers: frozenset[str] = frozenset()
    is_province: bool = False
    is_region: bool = False
    is_municipality: bool = False
    # A reading by word order counts only when its last words really tell namesakes apart.
    is_strict: bool = False

    @classmethod
    def of(cls, key: str, said: tuple[str, ...] = (), *, is_strict: bool = False) -> "Spelling":
        """Takes the words for a kind of place out of what was said about the name."""
        words = set(said)
        return cls(
            key,
            frozenset(words - _KIND_WORDS),
            is_province=not _PROVINCE_WORDS.isdisjoint(words),
            is_region=not _REGION_WORDS.isdisjoint(words),
            is_municipality=not _MUNICIPALITY_WORDS.isdisjoint(words),
            is_strict=is_strict,
        )


@dataclass(frozen=True)
class Question:
    """A postcode, a code, or a name in all its readings, the most literal one first."""

    postcode: int | None = None
    code: str = ""
    spellings: tuple[Spelling, ...] = ()
    # The reading to correct when none of them exists.
    core: Spelling = Spelling("")


def read_question(text: str) -> Question | None:
    """None for what cannot be a postcode, a code or a name; never an error."""
    if len(text) > LONGEST:
        return None
    text = " ".join(text.split())
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
        return None
    # Full-width figures become plain ones; invisible signs that come along when copying go.
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    ).strip()
    postcode = four_figures(plain)
    if postcode is not None:
        return Question(postcode=postcode)
    if _CODE.fullmatch(plain):
        return Question(code=plain.upper())
    return _named(_ON_THE.sub("aan den", plain.replace("&", " en ")))


def _named(text: str) -> Question | None:
    whole = fold(text)
    if not re.search("[a-z]", whole):
        return None
    bare = _without_kind(whole)
    literal = [Spelling(whole), bare, *_split_by_sign(text)]
    freer = [Spelling(key, one.qualifiers) for one in literal for key in _other_ways(one.key)]
    readings = dict.fromkeys([*literal, *_split_by_word(bare.key), *freer])
    return Question(spellings=tuple(readings), core=literal[-1])


def _without_kind(key: str) -> Spelling:
    """ "gemeente Utrecht" is Utrecht; "provincie Utrecht" is something else."""
    match = _KIND_IN_FRONT.match(key)
    return Spelling.of(key[match.end() :], (match[1],)) if match else Spelling(key)


def _split_by_sign(text: str) -> list[Spelling]:
    """ "Laren (NH)", "Elst, gemeente Rhenen": what follows the sign tells namesakes apart."""
    head, *tail = (fold(part) for part in re.split(r"[(),;/]", text))
    said = tuple(_without_kind(part).key for part in tail if part)
    return [Spelling.of(_without_kind(head).key, said)] if head and said else []


def _split_by_word(whole: str) -> list[Spelling]:
    """ "hengelo gld", "hoorn terschelling", "utrecht stad"."""
    words = whole.split()
    if len(words) > _MOST_WORDS:
        return []
    return [
        Spelling.of(
            " ".join(words[:place]),
            (_without_kind(" ".join(words[place:])).key,),
            is_strict=True,
        )
        for place in range(len(words) - 1, 0, -1)
    ]


def _other_ways(key: str) -> list[str]:
    """Saint written short, the river's article, and articles left out or put in."""
    first, _, rest = key.partition(" ")
    ways = []
    if rest and first in {"st", "sint"}:
        ways.append(f"{'sint' if first == 'st' else 'st'} {rest}")
    if " aan den " in key:
        ways.append(key.replace(" aan den ", " aan de "))
    elif " aan de " in key:
        ways.append(key.replace(" aan de ", " aan den "))
    if rest and first in _ARTICLES:
        ways.append(rest)
    return ways + [f"{article} {key}" for article in _ARTICLES]
