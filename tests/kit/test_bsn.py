"""Nine digits that stand alone and pass the eleven-test; nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loketten.kit.bsn import LooksLikeBsn, find_bsns, has_bsn, refuse_bsn

BSN = "123456782"

nine_digits = st.text("0123456789", min_size=9, max_size=9)


def _with_check(digits: str) -> str:
    """The ninth digit makes the sum a multiple of eleven; 10 does not exist."""
    rest = sum(w * int(d) for w, d in zip(range(9, 1, -1), digits, strict=True)) % 11
    return digits + str(rest) if rest < 10 else ""


bsns = (
    st.text("0123456789", min_size=8, max_size=8)
    .map(_with_check)
    .filter(lambda bsn: bool(bsn.strip("0")))
)
words = st.text(st.characters(whitelist_categories=["Ll", "Lu"]), max_size=12)
joints = st.sampled_from(["", ".", " ", "\u00a0"])


@given(before=words, bsn=bsns, after=words)
def test_a_number_that_stands_alone_is_found(before: str, bsn: str, after: str) -> None:
    assert list(find_bsns(f"{before} {bsn}, {after}")) == [bsn]


@given(bsn=bsns, first=joints, second=joints)
def test_single_dots_and_spaces_hide_nothing(bsn: str, first: str, second: str) -> None:
    assert has_bsn(f"nr {bsn[:4]}{first}{bsn[4:6]}{second}{bsn[6:]}")
    assert has_bsn(f"nr {bsn[:3]}{first}{bsn[3:6]}{second}{bsn[6:]}!")


@given(bsn=bsns, digit=st.sampled_from("0123456789"))
def test_nine_digits_in_a_longer_number_are_no_bsn(bsn: str, digit: str) -> None:
    assert not has_bsn(f"nr {bsn}{digit}")
    assert not has_bsn(f"nr {digit}{bsn}")


@given(digits=nine_digits)
def test_only_the_eleven_test_decides(digits: str) -> None:
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=True))
    assert has_bsn(digits) == (total % 11 == 0 and set(digits) != {"0"})


@given(bsn=bsns, letter=st.sampled_from("aZéß"))
def test_a_letter_against_it_makes_it_something_else(bsn: str, letter: str) -> None:
    assert not has_bsn(f"{letter}{bsn}")
    assert not has_bsn(f"{bsn}{letter}")


@given(text=st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for bsn in find_bsns(text):
        assert len(bsn) == 9


@pytest.mark.parametrize(
    "text",
    [
        "+31 6 12345678",
        "+31612345678",
        f"+{BSN}",
        f"+31 {BSN}",
        f"0031 {BSN}",
        f"(+31) {BSN}",
        "06 12 34 56 78",
        "06-12345678",
        "030 234 56 78",
        "NL20 INGB 0001 2345 67",
        f"NL{BSN}B01",
        "000000000",
        "123-456-782",
        "123  456782",
        "14 mei 1994, 11.30 uur",
        "",
    ],
)
def test_phones_accounts_and_dates_are_left_alone(text: str) -> None:
    assert not has_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        BSN,
        f"bsn:{BSN}",
        f"kamer 12 {BSN}",
        "1234\u200b56782",
        "1 2 3 4 5 6 7 8 2",
        "１２３４５６７８２",
        f"{BSN}@example.nl",
        f"00 {BSN}",
    ],
)
def test_it_is_found_however_it_is_written(text: str) -> None:
    assert list(find_bsns(text)) == [BSN]


def test_two_numbers_are_two() -> None:
    assert list(find_bsns(f"{BSN} en 111222333")) == [BSN, "111222333"]


def test_a_million_digits_take_no_time() -> None:
    began = time.process_time()
    assert not has_bsn("1" * 1_000_000)
    list(find_bsns("1 " * 30_000))
    assert time.process_time() - began < 5


def test_a_refusal_names_the_fields_and_never_the_digits() -> None:
    with pytest.raises(LooksLikeBsn) as caught:
        refuse_bsn({"summary": f"haar nummer is {BSN}", "what": "bellen"}, vouched=[])
    assert caught.value.fields == {"summary"}
    assert BSN not in f"{caught.value} {caught.value.args}"


def test_who_vouches_passes_and_is_named() -> None:
    texts = {"summary": f"ordernummer {BSN}", "what": "bellen"}
    assert refuse_bsn(texts, vouched=["summary", "what"]) == ["summary"]


def test_who_vouches_for_another_field_does_not_pass() -> None:
    with pytest.raises(LooksLikeBsn):
        refuse_bsn({"summary": BSN}, vouched=["what"])
