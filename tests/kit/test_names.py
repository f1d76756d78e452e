"""Dutch lists put the small words behind the name."""

import pytest

from loketten.kit.names import sorting_name


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("Anna", "de Wit", "wit anna"),
        ("Jan", "van der Meer", "meer jan"),
        ("Ali", "Al-Hassan", "al hassan ali"),
        ("Kees", "’t Hart", "hart kees"),
        ("", "Van", "van"),
        ("Ümit", "Öztürk", "ozturk umit"),
        ("", "يوسف", "يوسف"),
    ],
)
def test_a_name_is_listed_without_its_small_words(first: str, last: str, expected: str) -> None:
    assert sorting_name(first=first, last=last) == expected
