"""What somebody may mean with the one search field: a name, a number, a birth, an address."""

import re
from dataclasses import dataclass
from datetime import date

from loketten.kit.days import parse_birth
from loketten.kit.errors import DomainError
from loketten.kit.phones import plain_phone
from loketten.kit.spelling import fold
from loketten.kit.text import clean_line

LONGEST = 100
_NUMBER = re.compile(r"(?:([a-z]{1,4})[-. ]?)?0*(\d{1,7})", re.ASCII | re.IGNORECASE)
_WORDS_OF_A_BIRTH = (3, 1)


@dataclass(frozen=True)
class Query:
    """Each reading of the text that is possible; several may be at the same time."""

    text: str
    number: str = ""
    birth: date | int | None = None
    phone: str = ""
    email: str = ""
    # What is left without the birth; together both must fit.
    rest: str = ""

    @property
    def is_number_only(self) -> bool:
        """Then the one who has it needs no list: "12", not "1994"."""
        return bool(self.number) and self.birth is None

    @property
    def words(self) -> list[str]:
        """Folded. A name has a letter; figures alone are no name."""
        folded = fold(self.rest)
        is_name = "@" not in self.rest and any(sign.isalpha() for sign in folded)
        return folded.split() if is_name else []

    @property
    def name(self) -> str:
        return " ".join(self.words)


def read_query(text: str, *, prefix: str, today: date) -> Query:
    """`prefix` stands before the client numbers of the desk; never raises."""
    try:
        text = clean_line(text[: LONGEST * 2])[:LONGEST]
    except DomainError:
        # Nobody's name holds such a sign, so nobody is found.
        text = "�"
    number = _number(text, prefix)
    rest, birth = _split_birth(text, today)
    return Query(
        text=text,
        number=number,
        birth=birth,
        phone=_phone(text),
        email=text.casefold() if "@" in text else "",
        rest="" if number else rest,
    )


def _number(text: str, prefix: str) -> str:
    found = _NUMBER.fullmatch(text)
    if not found:
        return ""
    letters, digits = found.groups()
    return f"{(letters or prefix).upper()}-{int(digits):05}"


def _split_birth(text: str, today: date) -> tuple[str, date | int | None]:
    """A name and a birth: "jansen 14 mei 1994"."""
    words = text.split()
    for count in _WORDS_OF_A_BIRTH:
        try:
            birth = parse_birth(" ".join(words[-count:]), today=today)
        except DomainError:
            continue
        return " ".join(words[:-count]), birth
    return text, None


def _phone(text: str) -> str:
    try:
        return plain_phone(text)
    except DomainError:
        return ""
