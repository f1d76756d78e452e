"""Text is kept as somebody wrote it, except for what cannot be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loketten.kit.spelling import fold
from loketten.kit.text import UnstorableText, clean_line, clean_lines

storable = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))


@pytest.mark.parametrize("sign", [0x0, 0xD800, 0xDFFF])
def test_nul_and_half_characters_are_refused(sign: int) -> None:
    with pytest.raises(UnstorableText):
        clean_lines(f"voor{chr(sign)}na")


def test_every_kind_of_new_line_becomes_one() -> None:
    assert clean_lines("a\r\nb\rc\vd\u2028e") == "a\nb\nc\nd\ne"


def test_control_signs_go_and_tabs_stay_in_longer_text() -> None:
    assert clean_lines("  a\tb\x1b[31m\x07\ufffe\uffff ") == "a\tb[31m"


def test_nothing_turns_round_what_stands_behind_it() -> None:
    """Letters of a script know their direction by themselves."""
    assert (
        clean_line("\u202eJan \u2067\u064a\u0648\u0633\u0641\u2069")
        == "Jan \u064a\u0648\u0633\u0641"
    )


def test_a_line_has_single_spaces() -> None:
    assert clean_line(" Jan \n van\t der  Meer ") == "Jan van der Meer"


@pytest.mark.parametrize(
    "name", ["يوسف", "ዮናስ", "İpek", "Strauß", "’t Hart", "Nguyễn", "O’Neil-Ñandú"]
)
def test_names_of_every_script_stay_as_they_are(name: str) -> None:
    assert clean_line(name) == name


@given(text=storable)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_lines(clean_lines(text)) == clean_lines(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(text=storable)
def test_what_is_clean_can_be_encoded_and_stored(text: str) -> None:
    assert "\x00" not in clean_line(text).encode().decode()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İPEK IŞIK", "ipek isik"),
        ("Strauß", "STRAUSS"),
        ("’t Hart", "'t hart"),
        ("Nguyễn", "nguyen"),
        ("Łukasz Żak", "lukasz zak"),
        ("يوسف", "يوسف"),
    ],
)
def test_search_compares_one_spelling(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""
