"""One spelling for a name, and how far two spellings are apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loketten.kit.spelling import fold, typing_errors


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Utrecht", "utrecht"),
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("’s-Hertogenbosch", "s hertogenbosch"),
        ("  Súdwest-Fryslân ", "sudwest fryslan"),
        ("Goënga", "goenga"),
        ("Goe\u0308nga", "goenga"),
        ("ĲSSELSTEIN", "ijsselstein"),
        ("Zaanstreek/Waterland", "zaanstreek waterland"),
        ("Straße", "strasse"),
        ("Ｅｄｅ", "ede"),
        ("𝖠msterdam", "amsterdam"),
        ("大阪", "大阪"),
        ("\x00", ""),
    ],
)
def test_a_name_has_one_spelling(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [
        ("ede", "ede", 0),
        ("amterdam", "amsterdam", 1),
        ("arhnem", "arnhem", 1),
        ("enschedee", "enschede", 1),
        ("dortrecht", "dordrecht", 1),
        ("", "ede", 3),
        ("ca", "abc", 3),
        ("hengloo", "hengelo", 2),
    ],
)
def test_slips_are_counted(one: str, other: str, errors: int) -> None:
    assert typing_errors(one, other) == errors
    assert typing_errors(other, one) == errors


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_the_distance_has_bounds(one: str, other: str) -> None:
    errors = typing_errors(one, other)
    assert abs(len(one) - len(other)) <= errors <= max(len(one), len(other))
    assert (errors == 0) == (one == other)
