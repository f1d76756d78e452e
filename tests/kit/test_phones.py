"""The same number is written in one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loketten.kit.phones import NotAPhone, plain_phone, spaced_phone


@pytest.mark.parametrize(
    "text",
    ["0600000041", "06 000 000 41", "06-00000041", "+31 6 00000041", "+31 (0)6 000 000 41",
     "0031600000041", "+31(0)600000041"],
)  # fmt: skip
def test_one_number_in_many_notations(text: str) -> None:
    assert plain_phone(text) == "0600000041"


@pytest.mark.parametrize(
    ("phone", "spoken"),
    [
        ("0600000041", "06 000 000 41"),
        ("0530000012", "053 000 00 12"),
        ("0182000012", "0182 000 012"),
        ("+4915100000000", "+4915100000000"),
    ],
)
def test_it_is_shown_as_people_say_it(phone: str, spoken: str) -> None:
    assert spaced_phone(phone) == spoken
    assert plain_phone(spoken) == phone


@pytest.mark.parametrize(
    "text",
    ["", "06", "bel mij", "06 000 000 4", "1" * 16, "+1", "06 000 000 41 na 5 uur", "٠٦٠٠٠٠٠٠٤١"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotAPhone):
        plain_phone(text)


@given(text=st.text("0123456789+ -().", max_size=30))
def test_a_plain_number_stays_as_it_is(text: str) -> None:
    try:
        phone = plain_phone(text)
    except NotAPhone:
        return
    assert plain_phone(phone) == phone
    assert len(phone) <= 16
