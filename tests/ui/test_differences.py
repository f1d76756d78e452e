"""Which words differ between two texts."""

import pytest

from loketten.ui.differences import marked


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("op 3 december", "op 10 december", "op <mark>3</mark> december"),
        ("bel de werkgever", "bel de werkgever", "bel de werkgever"),
        ("alles", "", "<mark>alles</mark>"),
        ("", "alles", ""),
        ("twee woorden meer hier", "hier", "<mark>twee woorden meer </mark>hier"),
        ("regel een\nregel twee", "regel een", "regel een<mark>\nregel twee</mark>"),
        ("1 < 2 & 3", "1 < 2", "1 &lt; 2<mark> &amp; 3</mark>"),
        ("spatie  meer", "spatie meer", "spatie  meer"),
    ],
)
def test_words_that_the_other_text_has_not_are_marked(one: str, other: str, shown: str) -> None:
    assert str(marked(one, other)[0]) == shown
    assert str(marked(other, one)[1]) == shown


def test_of_a_long_text_only_the_word_that_differs_is_marked() -> None:
    text = " ".join(f"Zin {number} gaat over de school en het werk." for number in range(80))
    one, other = marked(text, text.replace("Zin 40 gaat", "Zin 40 ging"))
    assert "Zin 40 <mark>gaat</mark> over" in one
    assert "Zin 40 <mark>ging</mark> over" in other
    assert (one.count("<mark>"), other.count("<mark>")) == (1, 1)
